import { HoldfastError } from '../domain/errors.ts';

export interface WebhookEnvironment {
  readonly url: string;
  /** Name of a secret of Secrets Manager. */
  readonly secretName: string;
}

export interface EmailEnvironment {
  readonly from: string;
  readonly shopName: string;
  readonly unsubscribeUrl: string;
}

/** The infrastructure has checked the fields; what is left to fear is that the variable is not there. */
function settingsIn<Settings>(name: string): Settings {
  const value = process.env[name];
  if (value !== undefined && value !== '') return JSON.parse(value);
  throw new HoldfastError('environment.missing', `the function's environment lacks ${name}`, { details: { name } });
}

/** Of `postEvents` alone. */
export const webhookEnvironment = (): WebhookEnvironment => settingsIn('HOLDFAST_WEBHOOK');

/** Of `sendOfferEmails` alone. */
export const emailEnvironment = (): EmailEnvironment => settingsIn('HOLDFAST_EMAIL');
