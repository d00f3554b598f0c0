import { HoldfastError } from '../errors.ts';
import { GrowingColumn } from '../growing-column.ts';
import type { BuyerCompressor, CompressedBuyers } from './compressed-buyers.ts';
import type { BuyerObservation } from './observation.ts';

const newFloats = (length: number): Float64Array => new Float64Array(length);

/** The bits of a number, to be hashed. */
const bits = new DataView(new ArrayBuffer(8));

/** One step of MurmurHash3 (Appleby 2011) with both halves of a number. */
function mixIn(hash: number, value: number): number {
  bits.setFloat64(0, value);
  let mixed = Math.imul(hash ^ bits.getInt32(0), 0xcc9e2d51);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed ^ bits.getInt32(4), 0x1b873593);
  return mixed ^ (mixed >>> 13);
}

/** An open hash table of distinct observations, in columns: 36 to 60 bytes for each. */
class HashedBuyers implements BuyerCompressor {
  readonly #repeatPurchaseDays = new GrowingColumn(newFloats);
  readonly #ageAtLastOrder = new GrowingColumn(newFloats);
  readonly #age = new GrowingColumn(newFloats);
  readonly #weight = new GrowingColumn(newFloats);
  /** Place of an observation plus one; 0 is free. Its length is a power of two. */
  #slots = new Uint32Array(1 << 10);
  #buyerCount = 0;

  add({ repeatPurchaseDays, ageAtLastOrder, age }: BuyerObservation): void {
    checkObservation(repeatPurchaseDays, ageAtLastOrder, age);
    if (this.#weight.length * 2 >= this.#slots.length) this.#grow();
    const slot = this.#slotOf(repeatPurchaseDays, ageAtLastOrder, age);
    const known = this.#slots[slot] ?? 0;
    const place = known === 0 ? this.#weight.length : known - 1;
    if (known === 0) {
      this.#slots[slot] = place + 1;
      this.#repeatPurchaseDays.push(repeatPurchaseDays);
      this.#ageAtLastOrder.push(ageAtLastOrder);
      this.#age.push(age);
    }
    this.#weight.set(place, this.#weight.get(place) + 1);
    this.#buyerCount += 1;
  }

  build(): CompressedBuyers {
    const length = this.#weight.length;
    const order = Uint32Array.from({ length }, (_, place) => place).sort(
      (left, right) =>
        this.#repeatPurchaseDays.get(left) - this.#repeatPurchaseDays.get(right) ||
        this.#ageAtLastOrder.get(left) - this.#ageAtLastOrder.get(right) ||
        this.#age.get(left) - this.#age.get(right),
    );
    const sorted = (column: GrowingColumn<Float64Array>): Float64Array =>
      Float64Array.from(order, (place) => column.get(place));
    return {
      length,
      repeatPurchaseDays: sorted(this.#repeatPurchaseDays),
      ageAtLastOrder: sorted(this.#ageAtLastOrder),
      age: sorted(this.#age),
      weight: sorted(this.#weight),
      buyerCount: this.#buyerCount,
    };
  }

  /** The slot of an observation, or the free one where it belongs. */
  #slotOf(repeatPurchaseDays: number, ageAtLastOrder: number, age: number): number {
    const mask = this.#slots.length - 1;
    let slot = mixIn(mixIn(mixIn(0x9747b28c, repeatPurchaseDays), ageAtLastOrder), age) & mask;
    for (;;) {
      const place = (this.#slots[slot] ?? 0) - 1;
      if (place < 0) return slot;
      const isSame =
        this.#age.get(place) === age &&
        this.#ageAtLastOrder.get(place) === ageAtLastOrder &&
        this.#repeatPurchaseDays.get(place) === repeatPurchaseDays;
      if (isSame) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let place = 0; place < this.#weight.length; place += 1) {
      const slot = this.#slotOf(
        this.#repeatPurchaseDays.get(place),
        this.#ageAtLastOrder.get(place),
        this.#age.get(place),
      );
      this.#slots[slot] = place + 1;
    }
  }
}

function checkObservation(repeatPurchaseDays: number, ageAtLastOrder: number, age: number): void {
  const isCount = Number.isSafeInteger(repeatPurchaseDays) && repeatPurchaseDays >= 0;
  if (isCount && ageAtLastOrder >= 0 && age >= ageAtLastOrder && age < Number.POSITIVE_INFINITY) return;
  throw new HoldfastError(
    'models.observation',
    `x ${repeatPurchaseDays}, t_x ${ageAtLastOrder}, T ${age}; needed are a whole x of 0 or more and 0 <= t_x <= T`,
    { details: { repeatPurchaseDays, ageAtLastOrder, age } },
  );
}

/**
 * Compresses buyers to distinct (x, t_x, T) with weights: what the fit of a model needs of them. The same buyers in any
 * order give the same bytes, as they are sorted. O(buyers) to add, O(distinct · log distinct) to build.
 * @throws HoldfastError `models.observation` from `add`
 */
export const buyerCompressor = (): BuyerCompressor => new HashedBuyers();
