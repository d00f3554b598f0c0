import * as z from 'zod';
import type { OffersSwitch } from '../domain/offers/offers-switch.ts';
import { closedObject, flag } from './fields.ts';
import { type ParseResult, parseWith } from './parse-entry.ts';

/** What the kill switch is to be set to. */
export const offersSwitchRequestSchema = () =>
  closedObject({
    stopped: flag().meta({
      description: 'While it is true, nothing is decided, issued or redeemed in the whole shop.',
    }),
  }).meta({ id: 'OffersSwitchRequest' });

/** The check of it: `request.invalid` with all that is wrong. */
export function createOffersSwitchParser(): (body: unknown) => ParseResult<{ readonly stopped: boolean }> {
  const schema = offersSwitchRequestSchema();
  return (body) => parseWith(schema, body, 'request.invalid');
}

export const offersSwitchSchema = z
  .strictObject({
    stopped: z.boolean(),
    by: z.string().nullable().meta({ description: 'Id of the key that set it so; null where nobody ever did.' }),
    at: z.string().nullable().meta({ format: 'date-time', description: 'Since when.' }),
  })
  .meta({ id: 'OffersSwitch' });

export type OffersSwitchView = z.infer<typeof offersSwitchSchema>;

export const viewOffersSwitch = ({ isStopped, by, at }: OffersSwitch): OffersSwitchView => ({
  stopped: isStopped,
  by: by ?? null,
  at: at ?? null,
});
