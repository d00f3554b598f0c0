/** What a customer did in one calendar month of the shop. Money as in `CustomerSummary`. */
export interface MonthActivity {
  /** Months since January of the year 0, as `monthOfDay` gives them. */
  readonly month: number;
  readonly orderCount: number;
  readonly grossSpendMinor: number;
  readonly netSpendMinor: number;
}

/** A category, brand or sales channel a customer bought in. */
export interface NamedActivity {
  readonly name: string;
  /** Days of the shop with a purchase in it. */
  readonly purchaseDayCount: number;
  /** Distinct (order, item), not returned whole; for a channel, orders. */
  readonly lineCount: number;
}

/** When and where a customer bought: what models, groups and reports are made of. Days are counted from 1970-01-01. */
export interface CustomerActivity {
  readonly firstPurchaseDay?: number;
  readonly lastPurchaseDay?: number;
  /** Distinct days with an order that was not cancelled, ascending; the latest where the row cannot hold all. */
  readonly purchaseDays: readonly number[];
  /** Net spend on the purchase days after the first. */
  readonly repeatSpendMinor: number;
  /** Ascending by month; the latest where the row cannot hold all. */
  readonly months: readonly MonthActivity[];
  /** Most purchase days first, then by name; the first few where the row cannot hold all. */
  readonly categories: readonly NamedActivity[];
  readonly brands: readonly NamedActivity[];
  readonly channels: readonly NamedActivity[];
  /** Distinct ones, those that found no room included. */
  readonly categoryCount: number;
  readonly brandCount: number;
  /** Of the first purchase; absent where its orders do not say. */
  readonly firstCategory?: string;
  readonly firstChannel?: string;
  /** Of the latest order that says it. */
  readonly country?: string;
}
