/** When a number holds: of the facts as summed up, computed when read, or made by the latest night. */
export type HoldsAsOf = 'facts' | 'reading' | 'night';

export interface FieldDefinition {
  readonly definition: string;
  /** `money` is in the shop's currency, major units. */
  readonly unit: string;
  readonly holds: HoldsAsOf;
}

const fact = (unit: string, definition: string): FieldDefinition => ({ definition, unit, holds: 'facts' });
const read = (unit: string, definition: string): FieldDefinition => ({ definition, unit, holds: 'reading' });
const night = (unit: string, definition: string): FieldDefinition => ({ definition, unit, holds: 'night' });

/** What a customer's orders and returns add up to. */
export const factDefinitions = {
  orders: fact('orders', 'Orders that were not cancelled.'),
  cancelledOrders: fact('orders', 'Orders that were cancelled.'),
  purchaseDays: fact('days', 'Calendar days of the shop with an order; a day whose goods were all returned stays one.'),
  netSpend: fact('money', 'Paid for goods, after line and order discounts and after returns.'),
  grossSpend: fact('money', 'Paid for goods, after line and order discounts, before returns.'),
  returnedUnits: fact('units', 'Units that came back.'),
  unmatchedReturnedUnits: fact('units', 'Units reported as returned that match no purchase; they reduce nothing.'),
  distinctItems: fact('items', 'Distinct items bought and not returned whole.'),
  otherCurrencyOrders: fact('orders', 'Orders in another currency; they are left out of the amounts.'),
  'activity.repeatNetSpend': fact('money', 'Net spend on the purchase days after the first.'),
  'activity.categoryCount': fact('categories', 'Distinct categories bought in.'),
  'activity.brandCount': fact('brands', 'Distinct brands bought.'),
  'activity.months[].orders': fact('orders', 'Orders placed in the month that were not cancelled.'),
  'activity.months[].grossSpend': fact('money', 'Gross spend of the month’s orders.'),
  'activity.months[].netSpend': fact(
    'money',
    'Net spend of the month’s orders; a return counts in the month of the order.',
  ),
  'activity.categories[].purchaseDays': fact('days', 'Purchase days with something of the category.'),
  'activity.categories[].lines': fact(
    'lines',
    'Distinct items of an order, over all orders; returned whole ones left out.',
  ),
  'activity.brands[].purchaseDays': fact('days', 'Purchase days with something of the brand.'),
  'activity.brands[].lines': fact(
    'lines',
    'Distinct items of an order, over all orders; returned whole ones left out.',
  ),
  'activity.channels[].purchaseDays': fact('days', 'Purchase days with an order by the channel.'),
  'activity.channels[].orders': fact('orders', 'Orders by the channel.'),
} as const satisfies Readonly<Record<string, FieldDefinition>>;

/** What is made of those facts by comparing and foretelling: never of a customer who objects to it. */
export const standingDefinitions = {
  'standing.probabilityAlive': read(
    'share, 0 to 1',
    'Probability that the customer still buys at all, by the repeat-buying model. It says nothing of when.',
  ),
  'standing.probabilityOfOrderNext365Days': read(
    'share, 0 to 1',
    'Probability of at least one day with an order in the next 365 days; by plain rates, the share of the shop’s buyers of the year before who came again.',
  ),
  'standing.expectedOrderDaysNext90Days': read('days', 'Days with an order expected in the next 90 days, on average.'),
  'standing.expectedOrderDaysNext365Days': read(
    'days',
    'Days with an order expected in the next 365 days, on average.',
  ),
  'standing.expectedNetSpendPerOrderDay': read(
    'money',
    'Net spend expected of a day with an order: the customer’s own mean, drawn towards the shop’s where own days are few.',
  ),
  'standing.lifetimeValueNext12MonthsDiscounted1PercentAMonth': read(
    'money',
    'Net spend expected in the next 12 months, each month discounted by a further 1%. Spend, not profit.',
  ),
  'standing.valueAtRiskNext12MonthsDiscounted1PercentAMonth': read(
    'money',
    'What the next 12 months would bring if the customer still buys, times the probability that they do not. Only of customers who are late by their usual gap, and neither new nor gone.',
  ),
  'standing.daysSinceLastOrder': read('days', 'Calendar days of the shop since the last purchase day.'),
  'standing.daysLate': read('days', 'Days since the last order less the median usual gap; 0 or below: not late.'),
  'standing.usualGap.gaps': read('gaps', 'Gaps between purchase days that the usual gap is made of.'),
  'standing.usualGap.days20': read('days', 'About 20% of gaps are at most this long; of own gaps only.'),
  'standing.usualGap.medianDays': read('days', 'Half of the gaps are at most this long.'),
  'standing.usualGap.days80': read('days', '80% of gaps are at most this long.'),
  'standing.usualGap.days95': read('days', '95% of gaps are at most this long.'),
  'standing.rfm.recencyClass': read('class, 1 to 5', 'By fifths of the shop’s customers; 5 bought most recently.'),
  'standing.rfm.frequencyClass': read(
    'class, 1 to 5',
    '1 to 5 for 0, 1, 2, 3-4 and 5 or more purchase days after the first.',
  ),
  'standing.rfm.monetaryClass': read('class, 1 to 5', 'By fifths of the shop’s customers; 5 spent most, net.'),
  'standing.rhythm.gaps': read('gaps', 'Gaps between purchase days that the rhythm is made of.'),
  'standing.rhythm.regularity': read(
    'index, -1 to 1',
    '-1: the gaps are all alike; 0: as of orders at random; 1: bursts and long silences.',
  ),
  'standing.rhythm.clumpiness': read(
    'index, 0 to 1',
    '0: purchase days after the first are spread evenly until today; 1: all at one end.',
  ),
  'standing.rhythm.clumpinessThreshold': read(
    'index, 0 to 1',
    'What 5% of customers exceed who buy as often, on any day with equal chance.',
  ),
  'standing.crossBuying.mainCategoryPurchaseDayShare': read(
    'share, 0 to 1',
    'Purchase days with something of the category bought on most days, over all purchase days.',
  ),
} as const satisfies Readonly<Record<string, FieldDefinition>>;

/** What the lists of groups give of each customer. */
export const listDefinitions = {
  'customers[].valueAtRiskNext12MonthsDiscounted1PercentAMonth': night(
    'money',
    `${standingDefinitions['standing.valueAtRiskNext12MonthsDiscounted1PercentAMonth'].definition} 0 for all others; null, and last in the list, where there is no fitted model.`,
  ),
  'customers[].lifetimeValueNext12MonthsDiscounted1PercentAMonth': night(
    'money',
    standingDefinitions['standing.lifetimeValueNext12MonthsDiscounted1PercentAMonth'].definition,
  ),
  'customers[].probabilityAlive': night('share, 0 to 1', standingDefinitions['standing.probabilityAlive'].definition),
} as const satisfies Readonly<Record<string, FieldDefinition>>;

const everyDefinition = { ...factDefinitions, ...standingDefinitions, ...listDefinitions };
export type DefinedField = keyof typeof everyDefinition;

/** The words of one field, for the contract document. */
export const definitionOf = (field: DefinedField): string => {
  const { definition, unit } = everyDefinition[field];
  return `${definition} Unit: ${unit}.`;
};
