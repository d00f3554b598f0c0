import type { BasketTable } from '../../functions/domain/evaluation/basket-table.ts';
import { GrowingColumn } from '../../functions/domain/growing-column.ts';
import { TextInterner } from './text-interner.ts';

export interface BasketLinesSettings {
  readonly withCustomers: boolean;
  /** What the lines' moments are: epoch milliseconds, numbers, or none. */
  readonly moments: 'times' | 'sequence' | 'none';
}

const guest = -1;

const textsOf = (interner: TextInterner): readonly string[] =>
  Array.from({ length: interner.size }, (_, index) => interner.textAt(index));

/** Lines of orders, in any order, as columns: 8 bytes a line, and 12 an order where it has customer and moment. */
export class BasketLines {
  readonly #settings: BasketLinesSettings;
  readonly #orders = new TextInterner();
  readonly #items = new TextInterner();
  readonly #customers = new TextInterner();
  readonly #orderOfLine = new GrowingColumn((length) => new Uint32Array(length));
  readonly #itemOfLine = new GrowingColumn((length) => new Uint32Array(length));
  readonly #customerOfOrder = new GrowingColumn((length) => new Int32Array(length), guest);
  readonly #momentOfOrder = new GrowingColumn((length) => new Float64Array(length), Number.POSITIVE_INFINITY);

  constructor(settings: BasketLinesSettings) {
    this.#settings = settings;
  }

  /**
   * Takes a line, unless it names another customer than an earlier line of its order.
   * @param customerId absent for a guest, or where another line of the order tells
   * @returns whether it was taken
   */
  add(orderId: string, itemId: string, customerId?: string, moment?: number): boolean {
    const order = this.#orders.intern(orderId);
    if (customerId !== undefined) {
      const known = this.#customerOfOrder.get(order);
      if (known !== guest && this.#customers.find(customerId) !== known) return false;
      this.#customerOfOrder.set(order, this.#customers.intern(customerId));
    }
    if (moment !== undefined && moment < this.#momentOfOrder.get(order)) this.#momentOfOrder.set(order, moment);
    this.#orderOfLine.push(order);
    this.#itemOfLine.push(this.#items.intern(itemId));
    return true;
  }

  /** Lays the lines out by order, an item once in each. O(lines). */
  toTable(): BasketTable {
    const { withCustomers, moments } = this.#settings;
    const orderCount = this.#orders.size;
    const { offsets, items } = this.#distinctItems();
    const momentOfOrder = (_: unknown, order: number): number => this.#momentOfOrder.get(order);
    const customerOfOrder = (_: unknown, order: number): number => this.#customerOfOrder.get(order);
    return {
      itemIds: textsOf(this.#items),
      basketIds: textsOf(this.#orders),
      offsets,
      items,
      ...(withCustomers ? { customers: new Int32Array(orderCount).map(customerOfOrder) } : {}),
      customerCount: this.#customers.size,
      ...(moments === 'none' ? {} : { moments: new Float64Array(orderCount).map(momentOfOrder) }),
      momentsAreTimes: moments === 'times',
    };
  }

  #distinctItems(): { readonly offsets: Uint32Array; readonly items: Uint32Array } {
    const sorted = this.#itemsByOrder();
    const offsets = new Uint32Array(this.#orders.size + 1);
    /** By item: the order it was last seen in, from 1. */
    const lastSeenIn = new Uint32Array(this.#items.size);
    let length = 0;
    for (let order = 0; order < this.#orders.size; order += 1) {
      for (let line = sorted.starts[order] ?? 0; line < (sorted.starts[order + 1] ?? 0); line += 1) {
        const item = sorted.items[line] ?? 0;
        if (lastSeenIn[item] === order + 1) continue;
        lastSeenIn[item] = order + 1;
        // In place: what is written never overtakes what is read.
        sorted.items[length++] = item;
      }
      offsets[order + 1] = length;
    }
    return { offsets, items: sorted.items.slice(0, length) };
  }

  /** A counting sort, which keeps the file's order within an order. */
  #itemsByOrder(): { readonly starts: Uint32Array; readonly items: Uint32Array } {
    const lineCount = this.#orderOfLine.length;
    const starts = new Uint32Array(this.#orders.size + 1);
    for (let line = 0; line < lineCount; line += 1) {
      const end = this.#orderOfLine.get(line) + 1;
      starts[end] = (starts[end] ?? 0) + 1;
    }
    for (let order = 0; order < this.#orders.size; order += 1) {
      starts[order + 1] = (starts[order + 1] ?? 0) + (starts[order] ?? 0);
    }
    const next = starts.slice();
    const items = new Uint32Array(lineCount);
    for (let line = 0; line < lineCount; line += 1) {
      const order = this.#orderOfLine.get(line);
      const slot = next[order] ?? 0;
      items[slot] = this.#itemOfLine.get(line);
      next[order] = slot + 1;
    }
    return { starts, items };
  }
}
