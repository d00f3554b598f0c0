import { HoldfastError } from '../domain/errors.ts';
import { defaultOfferSettings, type OfferSettings } from '../domain/offers/offer-settings.ts';
import { defaultMaximumBasketItems } from '../domain/orders/evidence-items.ts';

/** The settings of the stage that the functions need. */
export interface Environment {
  readonly stackName: string;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly maximumBasketItems: number;
  readonly evidenceWindowDays?: number;
  readonly offerSettings: OfferSettings;
}

function required(name: string): string {
  const value = process.env[name];
  if (value !== undefined && value !== '') return value;
  throw new HoldfastError('environment.missing', `the function's environment lacks ${name}`, { details: { name } });
}

function optionalCount(name: string): number | undefined {
  const value = process.env[name];
  if (value === undefined || value === '') return undefined;
  const count = Number(value);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new HoldfastError('environment.invalid', `${name} is "${value}"; it takes a positive integer`, {
    details: { name, value },
  });
}

function offerSettings(): OfferSettings {
  const value = process.env.HOLDFAST_OFFERS;
  if (value === undefined || value === '') return defaultOfferSettings;
  return { ...defaultOfferSettings, ...JSON.parse(value) };
}

/** Reads the function's environment; called once, when the function is loaded. */
export function environment(): Environment {
  const evidenceWindowDays = optionalCount('HOLDFAST_EVIDENCE_WINDOW_DAYS');
  return {
    stackName: required('HOLDFAST_STACK'),
    currency: required('HOLDFAST_CURRENCY'),
    timeZone: required('HOLDFAST_TIME_ZONE'),
    offerSettings: offerSettings(),
    maximumBasketItems: optionalCount('HOLDFAST_MAX_BASKET_ITEMS') ?? defaultMaximumBasketItems,
    ...(evidenceWindowDays === undefined ? {} : { evidenceWindowDays }),
  };
}
