import { canonicalText } from '../../functions/domain/canonical-text.ts';
import { GrowingColumn } from '../../functions/domain/growing-column.ts';
import type { CustomerId } from '../../functions/domain/ids.ts';
import type { Instant, Order, OrderLine, ReturnEvent } from '../../functions/domain/orders/order.ts';
import { orderVersion } from '../../functions/domain/orders/order-version.ts';
import type { NamedItem, OrderLog } from '../../functions/flows/bulk-import/order-log.ts';
import { ItemNames } from './item-names.ts';
import { LineColumns } from './line-columns.ts';
import { type OrderHead, OrderRows } from './order-rows.ts';
import { ReturnColumns } from './return-columns.ts';
import { notInterned, TextInterner } from './text-interner.ts';

/** What became of an order that was added. */
export type Addition =
  | { readonly outcome: 'added'; readonly row: number }
  /** It is a newer version of an order added before. */
  | { readonly outcome: 'replaced'; readonly row: number; readonly replacedRow: number }
  | { readonly outcome: 'same' | 'older' | 'same-time-conflict' | 'customer-changed' };

/** The orders of a file with what they add up to. */
export interface CountedOrderLog extends OrderLog {
  /** Distinct customers of its orders; guests are none. */
  readonly customerCount: number;
  /** Distinct items of its orders. */
  readonly itemCount: number;
  /** Lines of its orders as the file has them: an item may be on several lines of one order. */
  readonly lineCount: number;
}

/** Collects the orders of a file as columns, the newest version of each; see `OrderLog` for the reason. */
export class OrderColumns {
  readonly #words = new TextInterner();
  readonly #rows = new OrderRows(this.#words);
  readonly #lines = new LineColumns(this.#words);
  readonly #names = new ItemNames();
  readonly #returns = new ReturnColumns();
  /** By order number: its newest row + 1; 0 where the order was taken out. */
  readonly #newestRow = new GrowingColumn((length) => new Uint32Array(length));
  readonly #firstLine = new GrowingColumn((length) => new Uint32Array(length));
  readonly #lineCount = new GrowingColumn((length) => new Uint32Array(length));

  /** The newest row of an order, or undefined. */
  rowOf(orderId: string): number | undefined {
    const order = this.#rows.orderIds.find(orderId);
    const row = order === notInterned ? 0 : this.#newestRow.get(order);
    return row === 0 ? undefined : row - 1;
  }

  /** Adds an order with its lines, unless a newer version of it is there. O(lines). */
  add(order: Order): Addition {
    const before = this.rowOf(order.orderId);
    if (before !== undefined) {
      if (this.#rows.customerOf(before) !== order.customerId) return { outcome: 'customer-changed' };
      const version = orderVersion(order);
      const versionBefore = orderVersion(this.#rows.versionOf(before));
      if (version < versionBefore) return { outcome: 'older' };
      if (version === versionBefore) {
        const isSame = canonicalText(order) === canonicalText(this.orderWithAdjacentLines(before));
        return { outcome: isSame ? 'same' : 'same-time-conflict' };
      }
    }
    const row = this.open(order);
    for (const line of order.lines) this.append(row, line);
    return before === undefined ? { outcome: 'added', row } : { outcome: 'replaced', row, replacedRow: before };
  }

  /** Makes a row without lines, the newest of its order. */
  open(head: OrderHead): number {
    const row = this.#rows.push(head);
    this.#newestRow.set(this.#rows.orderOf(row), row + 1);
    this.#firstLine.push(this.#lines.length);
    this.#lineCount.push(0);
    return row;
  }

  append(row: number, line: OrderLine): void {
    this.#names.note(line.itemId, this.#rows.placedAt(row), line);
    this.#lines.push(row, line);
    this.#lineCount.set(row, this.#lineCount.get(row) + 1);
  }

  /** `append` for the format of the most lines: no object a line. */
  appendPlain(row: number, itemId: string, quantity: number, unitPriceMinor: number): void {
    this.#lines.pushPlain(row, itemId, quantity, unitPriceMinor);
    this.#lineCount.set(row, this.#lineCount.get(row) + 1);
  }

  noteName(itemId: string, epochMilliseconds: number, name: string): void {
    this.#names.note(itemId, epochMilliseconds, { name });
  }

  /** Moves an order to the given time where that is earlier. */
  moveBack(row: number, epochMilliseconds: number): void {
    if (epochMilliseconds < this.#rows.placedAt(row)) this.#rows.moveBack(row, epochMilliseconds);
  }

  headAt(row: number): OrderHead {
    const { lines: _, ...head } = this.#rows.orderAt(row, []);
    return head;
  }

  customerAt(row: number): CustomerId | undefined {
    return this.#rows.customerOf(row);
  }

  lineCountAt(row: number): number {
    return this.#lineCount.get(row);
  }

  /** Takes an order out; its id may come again. */
  takeOut(row: number): void {
    this.#newestRow.set(this.#rows.orderOf(row), 0);
  }

  /** False where an event of this id came before. */
  addReturn(event: ReturnEvent): boolean {
    return this.#returns.add(event);
  }

  /** An order whose lines were added at once. */
  orderWithAdjacentLines(row: number): Order {
    const first = this.#firstLine.get(row);
    const lines = Array.from({ length: this.#lineCount.get(row) }, (_, offset) => this.#lines.lineAt(first + offset));
    return this.#rows.orderAt(row, lines);
  }

  /** Orders of some rows, taken out or not. O(lines of the file), once for all of them. */
  collect(rows: ReadonlySet<number>): readonly Order[] {
    if (rows.size === 0) return [];
    const linesOf = new Map<number, OrderLine[]>([...rows].map((row) => [row, []]));
    for (let place = 0; place < this.#lines.length; place += 1) {
      linesOf.get(this.#lines.rowAt(place))?.push(this.#lines.lineAt(place));
    }
    return [...linesOf].map(([row, lines]) => this.#rows.orderAt(row, lines));
  }

  /** Ends the collecting. O(lines): lines of one order may lie apart in the file and are brought together. */
  finish(): CountedOrderLog {
    const rows = this.#rows;
    const lines = this.#lines;
    const returns = this.#returns;
    const names = this.#names;
    const kept = new Uint32Array(rows.orderIds.size);
    let orderCount = 0;
    let newest = Number.NEGATIVE_INFINITY;
    const isCustomerSeen = new Uint8Array(rows.customerIds.size);
    for (let row = 0; row < rows.length; row += 1) {
      if (this.#newestRow.get(rows.orderOf(row)) !== row + 1) continue;
      kept[orderCount++] = row;
      newest = Math.max(newest, rows.placedAt(row));
      const customer = rows.customerNumberOf(row);
      if (customer !== undefined) isCustomerSeen[customer] = 1;
    }
    const { starts, places } = lines.placesByRow(rows.length);
    const rowAt = (index: number): number => kept[index] ?? 0;
    const isItemSeen = new Uint8Array(lines.items.size);
    let lineCount = 0;
    for (let index = 0; index < orderCount; index += 1) {
      const row = rowAt(index);
      lineCount += this.#lineCount.get(row);
      for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1) {
        isItemSeen[lines.itemNumberAt(places[at] ?? 0)] = 1;
      }
    }
    return {
      orderCount,
      lineCount,
      itemCount: countOnes(isItemSeen),
      customerCount: countOnes(isCustomerSeen),
      newestPlacedAt: orderCount === 0 ? undefined : instantOf(newest),
      orderAt(index) {
        const row = rowAt(index);
        const start = starts[row] ?? 0;
        const orderLines: OrderLine[] = [];
        for (let at = start; at < (starts[row + 1] ?? 0); at += 1) orderLines.push(lines.lineAt(places[at] ?? 0));
        return rows.orderAt(row, orderLines);
      },
      customerAt: (index) => rows.customerOf(rowAt(index)),
      returnCount: returns.length,
      returnAt: (index) => returns.eventAt(index),
      namedItems: (): Iterable<NamedItem> => names,
    };
  }
}

const countOnes = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0);

const instantOf = (epochMilliseconds: number): Instant => new Date(epochMilliseconds).toISOString();
