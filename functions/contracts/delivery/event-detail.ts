import * as z from 'zod';
import { channels } from '../../domain/customers/customer-profile.ts';
import { crossingCauses } from '../../domain/delivery/at-risk-crossing.ts';
import { type DeliveryEvent, type OfferEvent, offerEventKinds } from '../../domain/delivery/delivery-event.ts';
import { offerKinds } from '../../domain/offers/offer-kinds.ts';
import { currencyDecimals, toMajorUnits } from '../money.ts';
import { mostGivenMinor, termsInWords } from './terms-in-words.ts';

/** Grows with each change that a reader of before would stumble over. */
const schema = z.literal(1);

/** The same for the same event, however often it comes: SHA-256 in hexadecimal digits. */
const eventId = z.string().regex(/^[0-9a-f]{64}$/);

const common = {
  schema,
  eventId,
  occurredAt: z.iso.datetime(),
  customerId: z.string(),
  /** BCP 47, of the customer's profile. */
  locale: z.string().optional(),
};

/** Amounts are decimals of the currency. What an offer cost the shop, and why this customer got it, is not in it. */
const offer = z.strictObject({
  campaignId: z.string(),
  kind: z.enum(offerKinds),
  terms: z.string(),
  currency: z.string(),
  percent: z.number().optional(),
  /** What is given; of a percentage the most that is given. */
  amount: z.number().optional(),
  points: z.number().optional(),
  itemId: z.string().optional(),
  minimumSpend: z.number(),
  stacking: z.enum(['alone', 'with-others']),
  howToCancel: z.string().optional(),
  code: z.string(),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  channel: z.enum(channels).optional(),
});

const redemption = z.strictObject({
  orderId: z.string(),
  redeemedAt: z.iso.datetime(),
  amount: z.number(),
  points: z.number(),
});

/** `detail` of every event of the bus; `detail-type` is its kind. */
export const eventDetailSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(offerEventKinds), ...common, offer, redemption: redemption.optional() }),
  z.strictObject({ kind: z.literal('customer.at-risk'), ...common, because: z.enum(crossingCauses) }),
]);

export type EventDetail = z.infer<typeof eventDetailSchema>;
export type OfferEventDetail = Extract<EventDetail, { readonly offer: unknown }>;

export interface DetailContext {
  readonly eventId: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly locale?: string | undefined;
}

const optional = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, Value>>;

function offerDetail({ offer: issued }: OfferEvent, currency: string): OfferEventDetail['offer'] {
  const { terms, campaignId, code, issuedAt, expiresAt, channel } = issued;
  const decimals = currencyDecimals(currency);
  const most = mostGivenMinor(terms);
  return {
    campaignId,
    kind: terms.kind,
    terms: termsInWords(terms, currency),
    currency,
    ...optional('percent', terms.percent),
    ...optional('amount', most === undefined ? undefined : toMajorUnits(most, decimals)),
    ...optional('points', terms.points),
    ...optional('itemId', terms.itemId),
    minimumSpend: toMajorUnits(terms.minimumSpendMinor, decimals),
    stacking: terms.stacking,
    ...optional('howToCancel', terms.howToCancel),
    code,
    issuedAt,
    expiresAt,
    ...optional('channel', channel),
  };
}

/** What the bus carries of an event. */
export function eventDetail(event: DeliveryEvent, { eventId, currency, locale }: DetailContext): EventDetail {
  const { occurredAt, customerId } = event;
  const shared = { schema: 1 as const, eventId, occurredAt, customerId, ...optional('locale', locale) };
  if (event.kind === 'customer.at-risk') return { kind: event.kind, ...shared, because: event.because };
  const { redemption: redeemed } = event;
  const decimals = currencyDecimals(currency);
  return {
    kind: event.kind,
    ...shared,
    offer: offerDetail(event, currency),
    ...(redeemed && {
      redemption: {
        orderId: redeemed.orderId,
        redeemedAt: redeemed.redeemedAt,
        amount: toMajorUnits(redeemed.amountMinor, decimals),
        points: redeemed.points,
      },
    }),
  };
}
