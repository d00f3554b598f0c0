import type { CustomerSummary } from '../customers/customer-summary.ts';
import type { ItemDays } from '../customers/item-days.ts';
import type { ItemId } from '../ids.ts';

/** An item a customer bought, with the days of it. */
export interface BoughtItem extends ItemDays {
  readonly itemId: ItemId;
}

/** What a customer bought and kept, latest first. O(items). */
export const boughtItems = ({
  itemsBought,
  daysOfItems,
}: Pick<CustomerSummary, 'itemsBought' | 'daysOfItems'>): readonly BoughtItem[] =>
  itemsBought.flatMap((itemId, place) => {
    const days = daysOfItems[place];
    return days === undefined ? [] : [{ itemId, ...days }];
  });
