import { hasNoPurchase, type ProfiledFound } from './customer-profiled.ts';

/** What is said of each value that is null. */
export type NotKnown = Readonly<Record<string, string>>;

const noNight = 'no night has run yet: the models are made every night';

/** Why a figure of the repeat-buying model is not known. */
function noModel({ models }: ProfiledFound): string {
  if (models === undefined) return noNight;
  return `there is no fitted model, and plain rates do not tell it: ${models.mbgNbd.reason ?? models.mbgNbd.status}`;
}

/** Why orders to come are not known. */
function noForecast(found: ProfiledFound): string {
  const { models, standing } = found;
  if (models === undefined) return noNight;
  if (standing.basis !== 'plain-rates') return 'the model gives no figure for this customer';
  const isSilent = (standing.daysSinceLastOrder ?? 0) > 365;
  const because = isSilent ? 'plain rates say nothing of who is silent for over 365 days' : 'the shop has no such rate';
  return `${because}, and there is no fitted model: ${models.mbgNbd.reason ?? models.mbgNbd.status}`;
}

const noSpend = ({ models }: ProfiledFound): string =>
  models === undefined
    ? noNight
    : `no spend above 0 is known to go by${models.gammaGamma.reason === null ? '' : `; there is no spend model: ${models.gammaGamma.reason}`}`;

function noValueAtRisk(found: ProfiledFound): string {
  const { isNew, goneBecause, gaps, daysSinceLastOrder } = found.standing;
  if (found.models === undefined) return noNight;
  if (isNew) return 'not at risk: the first order is under 60 days ago';
  if (goneBecause !== null) return 'not at risk any more: the customer counts as gone';
  if (gaps === null) return 'no usual gap is known, so nobody can say whether the customer is late';
  if ((daysSinceLastOrder ?? 0) <= gaps.days80) {
    return `not at risk: silent for ${daysSinceLastOrder} days, and 80% of gaps are at most ${Math.round(gaps.days80)}`;
  }
  return found.standing.basis === 'plain-rates' ? noModel(found) : noSpend(found);
}

const noGap = 'fewer than 3 own gaps between purchase days are known, and no gaps of customers with as many orders';

function noLoyalty(found: ProfiledFound, days: number): string {
  const { firstPurchaseDay } = found.activity;
  return firstPurchaseDay !== undefined && found.standing.asOfDay - firstPurchaseDay < days
    ? `the first purchase is under ${days} days ago`
    : 'the early purchase days are not kept of customers with so many';
}

/** Every value of a profile that may be null, and why it then is. */
const reasons: Readonly<Record<string, (found: ProfiledFound) => string>> = {
  'group.current': ({ models }) =>
    models === undefined ? noNight : 'groups are given at night, and none has run since the customer’s first order',
  'standing.probabilityAlive': noModel,
  'standing.probabilityOfOrderNext365Days': noForecast,
  'standing.expectedOrderDaysNext90Days': noForecast,
  'standing.expectedOrderDaysNext365Days': noForecast,
  'standing.expectedNetSpendPerOrderDay': noSpend,
  'standing.lifetimeValueNext12MonthsDiscounted1PercentAMonth': (found) =>
    found.standing.expectedSpendPerPurchaseDayMinor === null ? noSpend(found) : noForecast(found),
  'standing.valueAtRiskNext12MonthsDiscounted1PercentAMonth': noValueAtRisk,
  'standing.nextOrderIfStillBuying': (found) =>
    found.models === undefined || found.standing.basis === 'plain-rates'
      ? noModel(found)
      : 'the middle of the waiting time is over ten years away',
  'standing.nextOrderIfStillBuying.latestDay': () => 'the end of the 80% interval is over ten years away',
  'standing.usualGap': () => noGap,
  'standing.daysLate': () => noGap,
  'standing.rfm': ({ models }) => (models === undefined ? noNight : 'no cut points are known yet'),
  'standing.rhythm.regularity': () => 'fewer than 3 gaps between purchase days are known',
  'standing.rhythm.clumpiness': () => 'there is no purchase day after the first',
  'standing.rhythm.clumpinessThreshold': () => 'there is no purchase day after the first',
  'standing.rhythm.isClumpy': () => 'there is no purchase day after the first',
  'standing.loyalty.repurchasedWithin90Days': (found) => noLoyalty(found, 90),
  'standing.loyalty.repurchasedWithin365Days': (found) => noLoyalty(found, 365),
  'standing.loyalty.orderedIn365DaysBeforeThose': () =>
    'the early purchase days are not kept of customers with so many',
  'standing.crossBuying.mainCategoryPurchaseDayShare': () => 'no order names a category',
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const valueAt = (answer: object, field: string): unknown =>
  field.split('.').reduce<unknown>((value, name) => (isObject(value) ? Reflect.get(value, name) : undefined), answer);

/** Why each value of the answer that is null is not known, by its place. */
export function notKnown(answer: object, found: ProfiledFound): NotKnown {
  const why = (reason: (found: ProfiledFound) => string): string =>
    hasNoPurchase(found) ? 'there is no purchase: every order was cancelled, or none came yet' : reason(found);
  return Object.fromEntries(
    Object.entries(reasons).flatMap(([field, reason]) =>
      valueAt(answer, field) === null ? [[field, why(reason)]] : [],
    ),
  );
}
