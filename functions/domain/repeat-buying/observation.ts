/** Units in which repeat-buying models count time. */
export const modelUnits = ['day', 'week', 'month'] as const;
export type ModelUnit = (typeof modelUnits)[number];

/** Days of each unit; a month is a twelfth of a year of 365.25 days. */
export const daysOfUnit = { day: 1, week: 7, month: 30.4375 } as const satisfies Readonly<Record<ModelUnit, number>>;

/** What a repeat-buying model knows of a buyer. Times are in one model unit, such as weeks. */
export interface BuyerObservation {
  /** The literature's x: purchase days after the first. A whole number, 0 or more. */
  readonly repeatPurchaseDays: number;
  /** The literature's t_x: time from the first purchase day to the last; 0 without a repeat. */
  readonly ageAtLastOrder: number;
  /** The literature's T: time from the first purchase day to the end of what was observed; at least `ageAtLastOrder`. */
  readonly age: number;
}
