import { channels } from '../../domain/customers/customer-profile.ts';
import { shardOf } from '../../domain/customers/customer-shard.ts';
import type { CustomerId } from '../../domain/ids.ts';
import {
  type ErasedRedemption,
  type Offer,
  type OfferDecision,
  type OfferOutcome,
  type OfferTerms,
  offerStatuses,
  type Redemption,
} from '../../domain/offers/offer.ts';
import { corruptAttribute, defined, numberOf, optionalTextOf, type Row, textOf } from '../attributes.ts';
import { hasFields } from '../json-document.ts';
import { campaignOfSortKey, customerOfOffers, isErased, offerKey } from './offer-keys.ts';

/** The part of the index that lists what of a campaign waits to be sent. @param shard 0 to 7 */
export const pendingShard = (campaignId: string, shard: number): string => `${campaignId}#${shard}`;

/** The attributes that put an offer into that index: only while something is to be sent. */
function pendingAttributes({ status, terms, decision }: Offer): Row {
  const { armId, campaignId, customerId, decidedOn } = decision;
  if (status !== 'decided' || terms === undefined || armId === 'none') return {};
  return {
    pendingShard: pendingShard(campaignId, shardOf(customerId)),
    decidedAtEpochSeconds: Date.parse(decidedOn) / 1000,
  };
}

/** An offer as a row of `Offers`. Decision, terms and redemption are a text each: nothing queries a part of them. */
export function encodeOffer(offer: Offer): Row {
  const { decision, terms, redemption, outcome, ...rest } = offer;
  const { customerId, campaignId, ...decided } = decision;
  return defined({
    ...offerKey(customerId, campaignId),
    ...rest,
    decision: JSON.stringify(decided),
    terms: terms && JSON.stringify(terms),
    redemption: redemption && JSON.stringify(redemption),
    outcome: outcome && JSON.stringify(outcome),
    ...pendingAttributes(offer),
  });
}

function jsonOf(row: Row, name: string): unknown {
  try {
    return JSON.parse(textOf(row, name));
  } catch {
    throw corruptAttribute(row, name, 'JSON');
  }
}

const isDecision = (value: unknown): value is Omit<OfferDecision, 'customerId' | 'campaignId'> & Row =>
  hasFields(value, { decidedOn: 'string', group: 'string', armId: 'string', propensity: 'number', state: 'string' });
const isTerms = (value: unknown): value is OfferTerms & Row =>
  hasFields(value, { kind: 'string', minimumSpendMinor: 'number', stacking: 'string', marginFloor: 'number' });
const isOutcome = (value: unknown): value is OfferOutcome & Row =>
  hasFields(value, { hasOrdered: 'boolean', profitMinor: 'number', measuredOn: 'string' });
const isRedemption = (value: unknown): value is Redemption & Row =>
  hasFields(value, {
    orderId: 'string',
    redeemedAt: 'string',
    amountMinor: 'number',
    points: 'number',
    taken: 'object',
  });

function documentOf<Shape>(
  row: Row,
  name: string,
  isShape: (value: unknown) => value is Shape & Row,
): Shape | undefined {
  if (row[name] === undefined) return undefined;
  const value = jsonOf(row, name);
  if (isShape(value)) return value;
  throw corruptAttribute(row, name, `the ${name} of an offer`);
}

/** The customer and campaign of an offer's key; undefined for a row that is none. */
export function offerOfKey({
  pk,
  sk,
}: Row): { readonly customerId: CustomerId; readonly campaignId: string } | undefined {
  const customerId = typeof pk === 'string' ? customerOfOffers(pk) : undefined;
  const campaignId = typeof sk === 'string' ? campaignOfSortKey(sk) : undefined;
  return customerId === undefined || campaignId === undefined ? undefined : { customerId, campaignId };
}

/** What is left of a redemption of somebody who was erased; undefined of any other row. */
export function erasedRedemptionOf(row: Row): ErasedRedemption | undefined {
  const campaignId = typeof row.sk === 'string' ? campaignOfSortKey(row.sk) : undefined;
  if (campaignId === undefined || typeof row.pk !== 'string' || !isErased(row.pk)) return undefined;
  return { campaignId, amountMinor: numberOf(row, 'amountMinor'), points: numberOf(row, 'points') };
}

/** Reads an offer back; a row of another shape is `store.corrupt-row`. */
export function decodeOffer(row: Row): Offer {
  const key = offerOfKey(row);
  if (key === undefined) throw corruptAttribute(row, 'pk', 'the key of an offer');
  const status = offerStatuses.find((known) => known === row.status);
  if (status === undefined) throw corruptAttribute(row, 'status', `one of ${offerStatuses.join(', ')}`);
  const decision = documentOf(row, 'decision', isDecision);
  if (decision === undefined) throw corruptAttribute(row, 'decision', 'there');
  return defined({
    decision: { ...decision, ...key },
    status,
    terms: documentOf(row, 'terms', isTerms),
    code: optionalTextOf(row, 'code'),
    issuedAt: optionalTextOf(row, 'issuedAt'),
    expiresAt: optionalTextOf(row, 'expiresAt'),
    channel: channels.find((known) => known === row.channel),
    redemption: documentOf(row, 'redemption', isRedemption),
    outcome: documentOf(row, 'outcome', isOutcome),
    withdrawnBecause: optionalTextOf(row, 'withdrawnBecause'),
    revision: numberOf(row, 'revision'),
  });
}
