import { exactShareInterval } from '../attribution/binomial-interval.ts';
import { factRows, totalPlaces } from './add-to-facts.ts';
import { amountAt, countAt, type IntegerSums } from './integer-sums.ts';

export const keyFigureNames = [
  'customers',
  'active-customers',
  'new-customers',
  'repeat-customers',
  'orders',
  'gross-revenue',
  'net-revenue',
  'returned-share',
  'returning-revenue-share',
  'other-currency-orders',
  'unmatched-returned-units',
  'guest-orders',
  'guest-order-share',
  'guest-net-revenue',
  'repurchase-rate-90-days',
  'repurchase-rate-365-days',
  'retention-rate-365-days',
  'average-gap',
] as const;
export type KeyFigureName = (typeof keyFigureNames)[number];

/** `money`: minor units. `share`: 0 to 1, as a rule. */
export type FigureUnit = 'count' | 'money' | 'share' | 'days';

/** A number of the whole shop. */
export interface KeyFigure {
  readonly name: KeyFigureName;
  readonly unit: FigureUnit;
  /** Null where there is nothing to divide by, or nothing was counted. */
  readonly value: number | null;
  /** Customers, orders or gaps that the value is made of; the definition of each says which. */
  readonly n: number;
  /** Ends of the exact 95% interval, of shares of customers alone. */
  readonly low: number | null;
  readonly high: number | null;
  /** The value of the report it is compared with. */
  readonly previous: number | null;
  /** Value less previous, in the same unit. */
  readonly change: number | null;
}

/** What guests did in one calendar month of the shop; they are in no customer's row. */
export interface GuestMonthCounts {
  /** Months since January of the year 0, as `monthOfDay` gives them. */
  readonly month: number;
  readonly orderCount: number;
  readonly lineCount: number;
  readonly netSpendMinor: number;
}

export interface GuestOrderCounts {
  readonly months: readonly GuestMonthCounts[];
}

type Figure = Pick<KeyFigure, 'name' | 'unit' | 'value' | 'n'> & Partial<Pick<KeyFigure, 'low' | 'high'>>;

export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** A share with the digits that anybody needs: the report is kept as one row. */
export const toMillionths = (share: number): number => Math.round(share * 1e6) / 1e6;

const counted = (name: KeyFigureName, value: number, n: number): Figure => ({ name, unit: 'count', value, n });
const money = (name: KeyFigureName, value: number, n: number): Figure => ({ name, unit: 'money', value, n });

/** A share of customers, each of whom did or did not. */
function rate(name: KeyFigureName, successCount: number, n: number): Figure {
  if (n === 0) return { name, unit: 'share', value: null, n };
  return { name, unit: 'share', value: successCount / n, n, ...exactShareInterval(successCount, n) };
}

function guestFigures(guests: GuestOrderCounts | undefined, customerOrders: number): readonly Figure[] {
  if (guests === undefined) {
    return [
      { name: 'guest-orders', unit: 'count', value: null, n: 0 },
      { name: 'guest-order-share', unit: 'share', value: null, n: 0 },
      { name: 'guest-net-revenue', unit: 'money', value: null, n: 0 },
    ];
  }
  const orders = guests.months.reduce((sum, { orderCount }) => sum + orderCount, 0);
  const net = guests.months.reduce((sum, { netSpendMinor }) => sum + netSpendMinor, 0);
  const all = orders + customerOrders;
  return [
    counted('guest-orders', orders, orders),
    { name: 'guest-order-share', unit: 'share', value: ratio(orders, all), n: all },
    money('guest-net-revenue', net, orders),
  ];
}

/**
 * @param guests undefined where they were not counted
 * @param before key figures of the report that is compared with
 */
export function keyFiguresOf(
  sums: IntegerSums,
  guests: GuestOrderCounts | undefined,
  before: readonly KeyFigure[] = [],
): readonly KeyFigure[] {
  const totals = sums.find(factRows.totals);
  const count = (place: keyof typeof totalPlaces): number => countAt(totals, totalPlaces[place]);
  const amount = (place: 'gross' | 'net' | 'repeatSpend' | 'gapDays'): number => amountAt(totals, totalPlaces[place]);
  const [customers, orders, gaps] = [count('customers'), count('orders'), count('gaps')];
  const [gross, net] = [amount('gross'), amount('net')];
  const figures: readonly Figure[] = [
    counted('customers', customers, customers),
    counted('active-customers', count('active'), customers),
    counted('new-customers', count('firstInLast30Days'), customers),
    counted('repeat-customers', count('repeaters'), customers),
    counted('orders', orders, customers),
    money('gross-revenue', gross, orders),
    money('net-revenue', net, orders),
    { name: 'returned-share', unit: 'share', value: ratio(gross - net, gross), n: orders },
    { name: 'returning-revenue-share', unit: 'share', value: ratio(amount('repeatSpend'), net), n: customers },
    counted('other-currency-orders', count('otherCurrencyOrders'), orders),
    counted('unmatched-returned-units', count('unmatchedReturnedUnits'), customers),
    ...guestFigures(guests, orders),
    rate('repurchase-rate-90-days', count('repurchase90'), count('repurchase90Known')),
    rate('repurchase-rate-365-days', count('repurchase365'), count('repurchase365Known')),
    rate('retention-rate-365-days', count('boughtInBothYears'), count('boughtInYearBefore')),
    { name: 'average-gap', unit: 'days', value: ratio(amount('gapDays'), gaps), n: gaps },
  ];
  return figures.map((figure) => {
    const previous = before.find(({ name }) => name === figure.name)?.value ?? null;
    const change = figure.value === null || previous === null ? null : figure.value - previous;
    return { low: null, high: null, ...figure, previous, change };
  });
}
