import type { CustomerSummary } from '../customers/customer-summary.ts';

/** How widely a customer buys in the shop. Of items not returned whole whose orders name a category or brand. */
export interface CrossBuying {
  readonly categoryCount: number;
  readonly brandCount: number;
  /** Bought on most days, ties by name. */
  readonly mainCategory?: string;
  /** Purchase days with something of it over all purchase days, above 0 to 1; null where no category is known. */
  readonly mainCategoryDayShare: number | null;
}

/** O(1). */
export function crossBuyingOf({
  purchaseDayCount,
  activity: { categories, categoryCount, brandCount },
}: Pick<CustomerSummary, 'purchaseDayCount' | 'activity'>): CrossBuying {
  const [main] = categories;
  return {
    categoryCount,
    brandCount,
    ...(main === undefined ? {} : { mainCategory: main.name }),
    mainCategoryDayShare: main === undefined ? null : main.purchaseDayCount / purchaseDayCount,
  };
}
