import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** An event as the bus took it. */
export interface LocalEvent {
  /** `eventId` of its detail, which a duplicate has too; else the id that the bus gave it. */
  readonly id: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
}

/** Takes what a bus takes, in its order. */
export type TakeEvent = (event: LocalEvent) => void;

const wordOf = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** One line that tells an event; what it is worth to whoever reads it, such as a code, stays out. */
export function describeEvent({ id, detailType, detail }: LocalEvent): string {
  const offer = isJsonObject(detail.offer) ? detail.offer : {};
  const customer = wordOf(detail.customerId);
  const campaign = wordOf(offer.campaignId);
  return [
    `event ${detailType}`,
    ...(customer === undefined ? [] : [`customer ${customer}`]),
    ...(campaign === undefined ? [] : [`campaign ${campaign}`]),
    `id ${id}`,
  ].join(', ');
}
