import * as z from 'zod';
import type { CustomerId } from '../domain/ids.ts';
import type { OfferTerms, Redemption } from '../domain/offers/offer.ts';
import { discountKinds, offerKinds } from '../domain/offers/offer-kinds.ts';
import type { IssuedOffer } from '../domain/offers/redemption-refusal.ts';
import { toMajorUnits } from './money.ts';

const instant = (description: string) => z.string().meta({ format: 'date-time', description });
const amount = (description: string) => z.number().meta({ minimum: 0, description });
const kind = () => z.enum(offerKinds).meta({ description: 'What it gives.' });
const code = () => z.string().meta({ description: 'Bound to the customer, redeemed once. To be kept out of logs.' });

const offerSchema = z
  .strictObject({
    code: code(),
    campaignId: z.string(),
    kind: kind(),
    percent: z.number().optional().meta({ description: 'Of `percent` and `bundle`.' }),
    amount: amount('Of `amount` and `tier-credit`: what it gives.').optional(),
    most: amount('The most that it takes off.').optional(),
    points: z.int().optional().meta({ description: 'Of `points`.' }),
    itemId: z.string().optional().meta({ description: 'Of `gift-item` and `bundle`.' }),
    howToCancel: z.string().optional().meta({ description: 'Of `subscription-set-up`: to be shown with the offer.' }),
    minimumSpend: amount('0 where any order may redeem it.'),
    stacking: z
      .enum(['alone', 'with-others'])
      .meta({ description: '`alone`: an order that redeems it redeems no other offer.' }),
    issuedAt: instant('When it went out.'),
    expiresAt: instant('From then on it cannot be redeemed.'),
  })
  .meta({ id: 'Offer' });

/** The live offers of a customer. */
export const offersSchema = z
  .strictObject({
    customerId: z.string(),
    offers: z.array(offerSchema).meta({ description: 'Those that expire first come first.' }),
  })
  .meta({ id: 'Offers' });

export type OffersView = z.infer<typeof offersSchema>;

/** What became of an offer at checkout. */
export const redemptionSchema = z
  .strictObject({
    code: code(),
    campaignId: z.string(),
    customerId: z.string(),
    orderId: z.string(),
    kind: kind(),
    redeemedAt: instant('When the order redeemed it first.'),
    discount: amount('To be taken off the order; of `free-shipping`, off its shipping.'),
    points: z.int().meta({ description: 'To be credited.' }),
    tierCredit: amount('To be counted towards the next tier.'),
    itemId: z
      .string()
      .optional()
      .meta({ description: 'Of `gift-item`: to be sent along. Of `bundle`: the other item.' }),
  })
  .meta({ id: 'Redemption' });

const mostOf = ({ kind, amountMinor, mostMinor }: OfferTerms): number | undefined => {
  const own = discountKinds.includes(kind) && kind !== 'amount' ? [amountMinor, mostMinor] : [];
  const bounds = own.filter((bound) => bound !== undefined);
  return bounds.length === 0 ? undefined : Math.min(...bounds);
};

/** What an offer of a fixed amount gives: no more than one customer may get. */
const amountOf = ({ kind, amountMinor = 0, mostMinor = amountMinor }: OfferTerms): number | undefined =>
  kind === 'amount' || kind === 'tier-credit' ? Math.min(amountMinor, mostMinor) : undefined;

function viewOffer(offer: IssuedOffer, decimals: number): z.infer<typeof offerSchema> {
  const { code, terms, decision, issuedAt, expiresAt } = offer;
  const { kind, percent, points, itemId, howToCancel, minimumSpendMinor, stacking } = terms;
  const [givenMinor, mostMinor] = [amountOf(terms), mostOf(terms)];
  return {
    code,
    campaignId: decision.campaignId,
    kind,
    ...(percent === undefined ? {} : { percent }),
    ...(givenMinor === undefined ? {} : { amount: toMajorUnits(givenMinor, decimals) }),
    ...(mostMinor === undefined ? {} : { most: toMajorUnits(mostMinor, decimals) }),
    ...(points === undefined ? {} : { points }),
    ...(itemId === undefined ? {} : { itemId }),
    ...(howToCancel === undefined ? {} : { howToCancel }),
    minimumSpend: toMajorUnits(minimumSpendMinor, decimals),
    stacking,
    issuedAt,
    expiresAt,
  };
}

/** Offers as the shop's servers see them: what they give, and nothing of how they were decided or what they cost. */
export const viewOffers = (
  customerId: CustomerId,
  offers: readonly IssuedOffer[],
  { decimals }: { readonly decimals: number },
): z.infer<typeof offersSchema> => ({ customerId, offers: offers.map((offer) => viewOffer(offer, decimals)) });

/** A redemption as the shop's servers see it; made of what is kept alone, so that it is the same whenever asked for. */
export function viewRedemption(
  { code, decision, terms, redemption }: IssuedOffer & { readonly redemption: Redemption },
  { decimals }: { readonly decimals: number },
): z.infer<typeof redemptionSchema> {
  const { kind, itemId } = terms;
  const { orderId, redeemedAt, amountMinor, points } = redemption;
  const given = toMajorUnits(amountMinor, decimals);
  return {
    code,
    campaignId: decision.campaignId,
    customerId: decision.customerId,
    orderId,
    kind,
    redeemedAt,
    discount: discountKinds.includes(kind) ? given : 0,
    points,
    tierCredit: kind === 'tier-credit' ? given : 0,
    ...(itemId === undefined ? {} : { itemId }),
  };
}
