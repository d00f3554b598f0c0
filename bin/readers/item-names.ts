import { GrowingColumn } from '../../functions/domain/growing-column.ts';
import { toItemId } from '../../functions/domain/ids.ts';
import type { OrderLine } from '../../functions/domain/orders/order.ts';
import type { NamedItem } from '../../functions/flows/bulk-import/order-log.ts';
import { defined } from '../../functions/stores/attributes.ts';
import { OptionalFields } from './optional-fields.ts';
import { TextInterner } from './text-interner.ts';

/** The latest name of each item by the time of its order, then by place in the file; empty names do not count. */
export class ItemNames {
  readonly #items = new TextInterner();
  readonly #namedAt = new GrowingColumn((length) => new Float64Array(length), Number.NEGATIVE_INFINITY);
  readonly #fields = new OptionalFields<'name' | 'category' | 'brand'>(new TextInterner());

  note(itemId: string, epochMilliseconds: number, told: Pick<OrderLine, 'name' | 'category' | 'brand'>): void {
    const name = told.name?.trim();
    if (name === undefined || name === '') return;
    const item = this.#items.intern(itemId);
    if (epochMilliseconds < this.#namedAt.get(item)) return;
    this.#namedAt.set(item, epochMilliseconds);
    this.#fields.setText('name', item, name);
    this.#fields.setText('category', item, told.category);
    this.#fields.setText('brand', item, told.brand);
  }

  *[Symbol.iterator](): Generator<NamedItem> {
    for (let item = 0; item < this.#items.size; item += 1) {
      yield defined({
        itemId: toItemId(this.#items.textAt(item)),
        name: this.#fields.textAt('name', item) ?? '',
        category: this.#fields.textAt('category', item),
        brand: this.#fields.textAt('brand', item),
      });
    }
  }
}
