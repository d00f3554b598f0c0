import type { ItemId } from '../ids.ts';

/** What the shop knows of its items that a customer's lines are read with. */
export interface ShopItems {
  /** Items that are bought after an item rather than before it, as they go with it. */
  complementsOf(itemId: ItemId): readonly ItemId[];
  /** Share of the shop's lines that are of the item, 0 to 1. */
  lineShareOf(itemId: ItemId): number;
}

/** The items a customer bought on earlier days, and what complements them. */
export class EarlierItems {
  readonly #shop: ShopItems;
  readonly #bought = new Set<ItemId>();
  readonly #complements = new Map<ItemId, { readonly itemId: ItemId; readonly day: number }>();
  #complementShare = 0;
  /** Of items bought that complement nothing bought before. */
  #otherShare = 0;

  constructor(shop: ShopItems) {
    this.#shop = shop;
  }

  /** Takes the purchases of a day, after its lines were read. O(items x complements). */
  addDay(itemIds: Iterable<ItemId>, day: number): void {
    for (const itemId of itemIds) {
      if (this.#bought.has(itemId)) continue;
      this.#bought.add(itemId);
      if (!this.#complements.has(itemId)) this.#otherShare += this.#shop.lineShareOf(itemId);
      for (const complement of this.#shop.complementsOf(itemId)) {
        if (this.#complements.has(complement)) continue;
        this.#complements.set(complement, { itemId, day });
        const share = this.#shop.lineShareOf(complement);
        this.#complementShare += share;
        if (this.#bought.has(complement)) this.#otherShare -= share;
      }
    }
  }

  complementOf(itemId: ItemId): { readonly itemId: ItemId; readonly day: number } | undefined {
    return this.#complements.get(itemId);
  }

  has(itemId: ItemId): boolean {
    return this.#bought.has(itemId);
  }

  /** Share of the shop's lines that would count as complements, by chance, 0 to 1. */
  get complementLineShare(): number {
    return Math.min(1, Math.max(0, this.#complementShare));
  }

  /** Of the shop's lines that would not, the share that would be repeats. */
  get repeatLineShare(): number {
    const others = 1 - this.complementLineShare;
    return others <= 0 ? 0 : Math.min(1, Math.max(0, this.#otherShare / others));
  }
}
