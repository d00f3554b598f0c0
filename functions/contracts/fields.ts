import * as z from 'zod';
import { refusal } from './describe-value.ts';
import { currencyDecimals, toMinorUnits } from './money.ts';

/** Instants before are typing errors or empty dates of old systems. */
export const earliestInstant = '1995-01-01T00:00:00.000Z';
const dayMilliseconds = 86_400_000;
const yearMilliseconds = 365 * dayMilliseconds;

/** What the contracts need to know of the stage. */
export interface ContractContext {
  /** ISO 4217 code of the one currency of the stage. */
  readonly currency: string;
  /** Decimals of that currency. */
  readonly decimals: number;
  readonly now: () => Date;
}

/** Throws `config.currency` where the currency is none. */
export const contractContext = (currency: string, now: () => Date): ContractContext => ({
  currency,
  decimals: currencyDecimals(currency),
  now,
});

const refuse = (allowed: string) => ({
  error: (issue: { readonly input?: unknown }): string => refusal(issue.input, allowed),
});

/**
 * An object that names fields it does not know instead of dropping them.
 * @param noun what a field is called; default `field`
 */
export const closedObject = <Shape extends z.core.$ZodLooseShape>(shape: Shape, noun = 'field') =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `unknown ${noun}; known are ${Object.keys(shape).join(', ')}`
        : refusal(issue.input, 'an object'),
  });

/**
 * Ids of the shop's own systems. `~` at the start is how a path marks an encoded id. Half a surrogate pair has no
 * UTF-8 form: it would be stored as another character than was sent.
 */
const idPattern = /^(?!~)[^\p{Cc}\p{Cs}]{1,128}$/u;
const idRule = '1 to 128 characters, none of them a control character, not beginning with "~"';
export const isId = (text: string): boolean => idPattern.test(text);
export const idRefusal = (text: string): string => refusal(text, idRule);
export const id = () =>
  z
    .string(refuse(idRule))
    .regex(idPattern, refuse(idRule))
    .meta({ minLength: 1, maxLength: 128, pattern: idPattern.source, description: idRule });

/** Text of 1 to `maximum` characters. */
export function text(maximum: number) {
  const rule = `text of 1 to ${maximum} characters`;
  const pattern = new RegExp(`^[^\\p{Cs}]{1,${maximum}}$`, 'u');
  return z
    .string(refuse(rule))
    .regex(pattern, refuse(rule))
    .meta({ minLength: 1, maxLength: maximum, pattern: pattern.source });
}

export function wholeNumber(minimum: number, maximum: number) {
  const show = new Intl.NumberFormat('en');
  const rule = `a whole number from ${show.format(minimum)} to ${show.format(maximum)}`;
  return z.int(refuse(rule)).min(minimum, refuse(rule)).max(maximum, refuse(rule));
}

/** A share and the like, such as .3. */
export function numberFrom(minimum: number, maximum: number) {
  const rule = `a number from ${minimum} to ${maximum}`;
  return z.number(refuse(rule)).min(minimum, refuse(rule)).max(maximum, refuse(rule));
}

export const flag = () => z.boolean(refuse('true or false'));

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, refuse(values.map((value) => `"${value}"`).join(' or ')));
}

export function listOf<Entry extends z.ZodType>(entry: Entry, minimum: number, maximum: number) {
  const show = new Intl.NumberFormat('en');
  const rule = `a list of ${show.format(minimum)} to ${show.format(maximum)}`;
  return z.array(entry, refuse(rule)).min(minimum, refuse(rule)).max(maximum, refuse(rule));
}

/** A list of 1 or more of them, none twice. */
export const someOf = <const Values extends readonly [string, ...string[]]>(values: Values, minimum = 1) =>
  listOf(oneOf(values), minimum, values.length).refine((given) => new Set(given).size === given.length, {
    error: 'names one of them twice; needed are distinct ones',
  });

const addressRule = 'an absolute http or https address of at most 2,048 characters';
/** Other protocols are refused: an address is put into pages, and `javascript:` runs there. */
const addressPattern = /^https?:\/\/[^\s\p{Cc}\p{Cs}]{1,2040}$/u;
export const webAddress = () =>
  z
    .string(refuse(addressRule))
    .regex(addressPattern, refuse(addressRule))
    .refine((address) => URL.canParse(address), refuse(addressRule))
    .meta({ format: 'uri', maxLength: 2_048, pattern: addressPattern.source });

/** An amount of 0 or more in the stage's currency, as an integer of minor units. */
export function money({ currency, decimals }: ContractContext) {
  const words = decimals === 0 ? 'no decimals' : `at most ${decimals} decimals`;
  const rule = `an amount in ${currency} of 0 or more with ${words}`;
  return z
    .number(refuse(rule))
    .meta({ minimum: 0, description: rule })
    .transform((amount, context) => {
      const units = toMinorUnits(amount, decimals);
      if (units.ok) return units.minor;
      context.issues.push({
        code: 'custom',
        input: amount,
        message:
          units.because === 'too-large' ? refusal(amount, `${rule}, below 10^15 minor units`) : refusal(amount, rule),
      });
      return z.NEVER;
    });
}

/** How far ahead of now an instant may lie: clocks of shops run ahead a little, promises lie in the future. */
const reach = {
  past: { milliseconds: dayMilliseconds, words: 'one day ahead of now' },
  planned: { milliseconds: 5 * yearMilliseconds, words: 'five years ahead of now' },
} as const;

/**
 * An instant in ISO 8601 with `Z` or an offset, as UTC with milliseconds; finer parts of a second are cut off.
 * @param lies `past` for what happened, `planned` for what is promised or announced
 */
export function instant({ now }: ContractContext, lies: keyof typeof reach = 'past') {
  const { milliseconds, words } = reach[lies];
  const form = 'a time such as 2024-05-31T09:30:00Z or 2024-05-31T11:30:00+02:00';
  const range = `a time from 1995 to ${words}`;
  return z.iso
    .datetime({ offset: true, ...refuse(form) })
    .meta({ description: `ISO 8601 with Z or an offset, from 1995 to ${words}` })
    .transform((given, context) => {
      const normal = new Date(given).toISOString();
      if (normal >= earliestInstant && Date.parse(normal) <= now().getTime() + milliseconds) return normal;
      context.issues.push({ code: 'custom', input: given, message: refusal(given, range) });
      return z.NEVER;
    });
}
