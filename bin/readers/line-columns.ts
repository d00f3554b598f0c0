import { GrowingColumn } from '../../functions/domain/growing-column.ts';
import { type ItemId, toItemId } from '../../functions/domain/ids.ts';
import type { OrderLine } from '../../functions/domain/orders/order.ts';
import { defined } from '../../functions/stores/attributes.ts';
import { OptionalFields } from './optional-fields.ts';
import { TextInterner } from './text-interner.ts';

const amounts = ['listPriceMinor', 'unitCostMinor', 'returnedQuantity'] as const;
const texts = ['recommendationId', 'name', 'category', 'brand'] as const;

/** Order lines as columns: 20 bytes a line, and each optional field that the file uses 4 or 8 more. */
export class LineColumns {
  readonly items = new TextInterner();
  readonly #row = new GrowingColumn((length) => new Uint32Array(length));
  readonly #item = new GrowingColumn((length) => new Uint32Array(length));
  readonly #quantity = new GrowingColumn((length) => new Uint32Array(length));
  readonly #unitPriceMinor = new GrowingColumn((length) => new Float64Array(length));
  /** Texts of `items` that were asked for: one string an item, where a line would have one of its own. */
  readonly #itemIds: ItemId[] = [];
  readonly #optional: OptionalFields<(typeof amounts)[number] | (typeof texts)[number]>;

  constructor(words: TextInterner) {
    this.#optional = new OptionalFields(words);
  }

  get length(): number {
    return this.#row.length;
  }

  /** @param row the order the line belongs to */
  push(row: number, line: OrderLine): void {
    const place = this.pushPlain(row, line.itemId, line.quantity, line.unitPriceMinor);
    for (const name of amounts) this.#optional.setNumber(name, place, line[name]);
    for (const name of texts) this.#optional.setText(name, place, line[name]);
  }

  /** The same for a line without optional fields, and without an object for it. Answers its place. */
  pushPlain(row: number, itemId: string, quantity: number, unitPriceMinor: number): number {
    const place = this.length;
    this.#row.push(row);
    this.#item.push(this.items.intern(itemId));
    this.#quantity.push(quantity);
    this.#unitPriceMinor.push(unitPriceMinor);
    return place;
  }

  rowAt(place: number): number {
    return this.#row.get(place);
  }

  /** Number of the line's item id in `items`. */
  itemNumberAt(place: number): number {
    return this.#item.get(place);
  }

  #itemIdAt(place: number): ItemId {
    const number = this.itemNumberAt(place);
    const known = this.#itemIds[number];
    if (known !== undefined) return known;
    const itemId = toItemId(this.items.textAt(number));
    this.#itemIds[number] = itemId;
    return itemId;
  }

  /**
   * The places of each row's lines, in file order, by a counting sort: row r has `places[starts[r]]` up to
   * `places[starts[r + 1]]`. O(lines).
   */
  placesByRow(rowCount: number): { readonly starts: Uint32Array; readonly places: Uint32Array } {
    const starts = new Uint32Array(rowCount + 1);
    for (let place = 0; place < this.length; place += 1) {
      const end = this.rowAt(place) + 1;
      starts[end] = (starts[end] ?? 0) + 1;
    }
    for (let row = 0; row < rowCount; row += 1) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
    const next = starts.slice();
    const places = new Uint32Array(this.length);
    for (let place = 0; place < this.length; place += 1) {
      const row = this.rowAt(place);
      const slot = next[row] ?? 0;
      places[slot] = place;
      next[row] = slot + 1;
    }
    return { starts, places };
  }

  lineAt(place: number): OrderLine {
    const itemId = this.#itemIdAt(place);
    const quantity = this.#quantity.get(place);
    const unitPriceMinor = this.#unitPriceMinor.get(place);
    const optional = this.#optional;
    if (optional.isUnused) return { itemId, quantity, unitPriceMinor };
    // Field by field: an object that is spread and then added to takes V8 ten times as long.
    return defined({
      itemId,
      quantity,
      unitPriceMinor,
      listPriceMinor: optional.numberAt('listPriceMinor', place),
      unitCostMinor: optional.numberAt('unitCostMinor', place),
      returnedQuantity: optional.numberAt('returnedQuantity', place),
      recommendationId: optional.textAt('recommendationId', place),
      name: optional.textAt('name', place),
      category: optional.textAt('category', place),
      brand: optional.textAt('brand', place),
    });
  }
}
