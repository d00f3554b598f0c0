import type { ColumnUnit } from '../../functions/contracts/retention/tile-definition.ts';

/** What stands where a value is not known or has not happened: never 0. */
export const notKnown = '–';

/** Writes values as a locale does. */
export interface Format {
  readonly number: (value: number | null | undefined, decimals?: number) => string;
  readonly count: (value: number | null | undefined) => string;
  /** @param value 0 to 1 */
  readonly share: (value: number | null | undefined) => string;
  /** The same without decimals, for axes. */
  readonly wholeShare: (value: number | null | undefined) => string;
  readonly money: (value: number | null | undefined) => string;
  /** An amount of another currency than the shop's may be, such as of an order. */
  readonly moneyIn: (value: number, currency: string) => string;
  /** An amount in minor units, such as pence. */
  readonly minorMoney: (value: number | null | undefined) => string;
  /** Without decimals, for axes and large sums. */
  readonly roundMoney: (value: number | null | undefined) => string;
  /** @param instant ISO 8601, or a day `YYYY-MM-DD` */
  readonly date: (instant: string | null | undefined) => string;
  readonly time: (instant: string | null | undefined) => string;
  /** `2025-03` as a month of a year. */
  readonly month: (month: string) => string;
  readonly value: (value: number | null | undefined, unit: ColumnUnit | string) => string;
}

const or =
  <Value>(write: (value: Value) => string) =>
  (value: Value | null | undefined): string =>
    value === null || value === undefined ? notKnown : write(value);

/**
 * @param tag BCP 47
 * @param currency ISO 4217
 * @param timeZone IANA; of times of day
 */
export function formatFor(tag: string, currency = 'GBP', timeZone = 'UTC'): Format {
  const style = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options);
  const whole = style({ maximumFractionDigits: 0 });
  const shares = style({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const wholeShares = style({ style: 'percent', maximumFractionDigits: 0 });
  const amounts = style({ style: 'currency', currency });
  const roundAmounts = style({ style: 'currency', currency, maximumFractionDigits: 0 });
  // Days are days of the shop already: no zone may move them.
  const days = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'short', timeZone: 'UTC' });
  const times = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const number = (value: number | null | undefined, decimals = 2): string =>
    or((known: number) => style({ maximumFractionDigits: decimals }).format(known))(value);
  const count = or((value: number) => whole.format(value));
  const share = or((value: number) => shares.format(value));
  const money = or((value: number) => amounts.format(value));
  return {
    number,
    count,
    share,
    wholeShare: or((value: number) => wholeShares.format(value)),
    money,
    moneyIn: (value, of) => style({ style: 'currency', currency: of }).format(value),
    minorMoney: or((value: number) => money(value / 10 ** (amounts.resolvedOptions().maximumFractionDigits ?? 2))),
    roundMoney: or((value: number) => roundAmounts.format(value)),
    date: or((instant: string) => days.format(new Date(instant))),
    time: or((instant: string) => times.format(new Date(instant))),
    month: (month) => (/^\d{4}-\d\d$/.test(month) ? months.format(new Date(`${month}-01T00:00:00Z`)) : month),
    value: (value, unit) => {
      if (unit === 'money') return money(value);
      if (unit === 'share') return share(value);
      if (unit === 'count') return count(value);
      return number(value, unit === 'days' || unit === 'months' ? 1 : 2);
    },
  };
}
