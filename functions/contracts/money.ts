import { HoldfastError } from '../domain/errors.ts';

/** Decimals of a currency: 2 for EUR, 0 for JPY, 3 for BHD. A code that is none is `config.currency`. */
export function currencyDecimals(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch (cause) {
    throw new HoldfastError('config.currency', `"${currency}" is no currency; an ISO 4217 code such as EUR is needed`, {
      details: { currency },
      cause,
    });
  }
}

/**
 * The largest amount in minor units. Doubles keep every decimal of 15 digits, but not of 16: 70368744177664.01 comes
 * out of JSON as 70368744177664.02.
 */
export const maximumMinor = 999_999_999_999_999;

export type MinorUnits =
  | { readonly ok: true; readonly minor: number }
  | { readonly ok: false; readonly because: 'negative' | 'too-many-decimals' | 'too-large' };

/** Shortest decimal text of a double of 0 or more: digits, a point and digits, an exponent for the very small or large. */
const decimalText = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/**
 * An amount as an integer of minor units: 2.55 is 255 at two decimals. Works on the digits of the shortest text that
 * gives back the same double, which is what the sender wrote; 1.15 * 100 in doubles is 114.99999999999999.
 * @param amount major units
 * @param decimals decimals of the currency, 0 to 4
 */
export function toMinorUnits(amount: number, decimals: number): MinorUnits {
  if (amount < 0) return { ok: false, because: 'negative' };
  // JSON has a way to say more than a double holds: 1e400 is read as Infinity.
  if (!Number.isFinite(amount)) return { ok: false, because: 'too-large' };
  const [, whole = '', fraction = '', exponent = '0'] = decimalText.exec(String(amount)) ?? [];
  // Only numbers of 1e21 and more are written with such an exponent.
  if (Number(exponent) > 0) return { ok: false, because: 'too-large' };
  const zeros = decimals - fraction.length + Number(exponent);
  // The shortest text has no zeros at its end, so digits beyond the currency's decimals are never only zeros.
  if (zeros < 0) return { ok: false, because: 'too-many-decimals' };
  const minor = Number(`${whole}${fraction}${'0'.repeat(zeros)}`);
  return minor <= maximumMinor ? { ok: true, minor } : { ok: false, because: 'too-large' };
}

/** An integer of minor units as the number a reader expects, 255 as 2.55 at two decimals; rounded once, correctly. */
export const toMajorUnits = (minor: number, decimals: number): number => Number(`${minor}e-${decimals}`);

/** The same of an amount that was estimated, and is no whole number of minor units. */
export const roundedMajorUnits = (minor: number, decimals: number): number => toMajorUnits(Math.round(minor), decimals);

/** An amount in words, `12.5 EUR`. @param minor integer of minor units */
export const moneyInWords =
  ({ currency, decimals }: { readonly currency: string; readonly decimals: number }) =>
  (minor: number): string =>
    `${toMajorUnits(minor, decimals)} ${currency}`;
