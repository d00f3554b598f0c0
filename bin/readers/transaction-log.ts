import { GrowingColumn } from '../../functions/domain/growing-column.ts';
import { TextInterner } from './text-interner.ts';

/** What a customer spent on a day, or got back. */
export interface Transaction {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Minor units; below 0 is money given back. */
  readonly valueMinor: number;
}

/** A log of transactions as columns: an object a line would cost five times the memory. */
export class TransactionLog {
  readonly #customers = new TextInterner();
  readonly #customer = new GrowingColumn((length) => new Uint32Array(length));
  readonly #day = new GrowingColumn((length) => new Int32Array(length));
  readonly #valueMinor = new GrowingColumn((length) => new Float64Array(length));
  #purchaseCount = 0;
  #firstDay = Number.POSITIVE_INFINITY;
  #lastDay = Number.NEGATIVE_INFINITY;

  add(customer: string, day: number, valueMinor: number): void {
    this.#customer.push(this.#customers.intern(customer));
    this.#day.push(day);
    this.#valueMinor.push(valueMinor);
    if (valueMinor < 0) return;
    this.#purchaseCount += 1;
    this.#firstDay = Math.min(this.#firstDay, day);
    this.#lastDay = Math.max(this.#lastDay, day);
  }

  /** Transactions that are not money given back. */
  get purchaseCount(): number {
    return this.#purchaseCount;
  }

  /** Of the purchases; infinite while there is none. */
  get firstDay(): number {
    return this.#firstDay;
  }

  get lastDay(): number {
    return this.#lastDay;
  }

  /** Customers in order of first mention, each with its transactions in order of mention. O(lines). */
  *byCustomer(): Generator<{ readonly customerId: string; readonly transactions: readonly Transaction[] }> {
    const starts = new Uint32Array(this.#customers.size + 1);
    for (let line = 0; line < this.#customer.length; line += 1) {
      const next = this.#customer.get(line) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let customer = 0; customer < this.#customers.size; customer += 1) {
      starts[customer + 1] = (starts[customer + 1] ?? 0) + (starts[customer] ?? 0);
    }
    const places = new Uint32Array(this.#customer.length);
    const next = starts.slice();
    for (let line = 0; line < this.#customer.length; line += 1) {
      const customer = this.#customer.get(line);
      const place = next[customer] ?? 0;
      places[place] = line;
      next[customer] = place + 1;
    }
    for (let customer = 0; customer < this.#customers.size; customer += 1) {
      const lines = places.subarray(starts[customer], starts[customer + 1]);
      yield {
        customerId: this.#customers.textAt(customer),
        transactions: Array.from(lines, (line) => ({
          day: this.#day.get(line),
          valueMinor: this.#valueMinor.get(line),
        })),
      };
    }
  }
}
