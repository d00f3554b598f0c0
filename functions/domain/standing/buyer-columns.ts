import { GrowingColumn } from '../growing-column.ts';

const newWholes = (length: number): Int32Array => new Int32Array(length);
const newCounts = (length: number): Uint32Array => new Uint32Array(length);
const newFloats = (length: number): Float64Array => new Float64Array(length);

/** What the night keeps of a buyer until all are seen. */
export interface BuyerRow {
  readonly firstDay: number;
  readonly purchaseDayCount: number;
  /** Ascending; the latest ones where not all are known. */
  readonly purchaseDays: readonly number[];
  readonly netSpendMinor: number;
  readonly repeatSpendMinor: number;
  readonly lastDay: number;
  /** Of the customer's id: draws a sample that does not depend on the order of buyers. */
  readonly idHash: number;
}

/** Buyers as columns: 36 bytes a buyer and 4 for each purchase day, where objects would take ten times that. */
export class BuyerColumns {
  readonly firstDay = new GrowingColumn(newWholes);
  readonly purchaseDayCount = new GrowingColumn(newCounts);
  readonly netSpendMinor = new GrowingColumn(newFloats);
  readonly repeatSpendMinor = new GrowingColumn(newFloats);
  readonly lastDay = new GrowingColumn(newWholes);
  readonly idHash = new GrowingColumn(newCounts);
  readonly #dayEnd = new GrowingColumn(newCounts);
  readonly #days = new GrowingColumn(newWholes);

  get length(): number {
    return this.firstDay.length;
  }

  push(row: BuyerRow): void {
    this.firstDay.push(row.firstDay);
    this.purchaseDayCount.push(row.purchaseDayCount);
    this.netSpendMinor.push(row.netSpendMinor);
    this.repeatSpendMinor.push(row.repeatSpendMinor);
    this.lastDay.push(row.lastDay);
    this.idHash.push(row.idHash);
    for (const day of row.purchaseDays) this.#days.push(day);
    this.#dayEnd.push(this.#days.length);
  }

  /** Purchase days known of a buyer. */
  knownDayCount(place: number): number {
    return this.#dayEnd.get(place) - this.#dayStart(place);
  }

  /** @param index 0 to one less than `knownDayCount`; ascending days */
  knownDay(place: number, index: number): number {
    return this.#days.get(this.#dayStart(place) + index);
  }

  /** Draws about this share of buyers, by the hash of their ids, the same ones in any order. */
  sampler(share: number): (place: number) => boolean {
    const hashLimit = share * 2 ** 32;
    return (place) => this.idHash.get(place) < hashLimit;
  }

  #dayStart(place: number): number {
    return place === 0 ? 0 : this.#dayEnd.get(place - 1);
  }
}
