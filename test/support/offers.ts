import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { toCustomerId, toOrderId } from '../../functions/domain/ids.ts';
import { splitBudget, totalBudget } from '../../functions/domain/offers/budget-parts.ts';
import type { BudgetLimits, CampaignBudget } from '../../functions/domain/offers/campaign.ts';
import type { CampaignContent } from '../../functions/domain/offers/campaign-life.ts';
import type { Offer, OfferTerms } from '../../functions/domain/offers/offer.ts';
import { defaultOfferSettings, type OfferSettings } from '../../functions/domain/offers/offer-settings.ts';
import type { OrderAtCheckout } from '../../functions/domain/offers/offer-value.ts';
import { inParallel } from '../../functions/flows/in-parallel.ts';
import { type RedeemResult, redeemOffer } from '../../functions/flows/offers/redeem-offer.ts';
import { createCampaignsStore } from '../../functions/stores/campaigns/campaigns-store.ts';
import { encodeOffer } from '../../functions/stores/offers/offer-codec.ts';
import { codeKey } from '../../functions/stores/offers/offer-keys.ts';
import { createOffersStore } from '../../functions/stores/offers/offers-store.ts';
import { createRedemptionsStore } from '../../functions/stores/offers/redemptions-store.ts';
import { createOffersSwitchStore } from '../../functions/stores/offers-switch-store.ts';
import type { TableAccess } from '../../functions/stores/table-access.ts';
import { tableNameIn } from '../../functions/stores/table-access.ts';
import { campaignOf as definitionOf } from './campaigns.ts';
import { shopOn } from './shop.ts';

export const offerTime = new Date('2026-11-25T12:00:00.000Z');

/** What a campaign of a budget is, running unless told otherwise. */
export const campaignOf = (
  campaignId: string,
  budget: CampaignBudget,
  over: Partial<CampaignContent> = {},
): CampaignContent => ({
  definition: definitionOf(budget, { campaignId }),
  version: 1,
  status: 'running',
  audit: [],
  ...over,
});

/** 5.00 off, unless told otherwise. */
export const termsOf = (over: Partial<OfferTerms> = {}): OfferTerms => ({
  kind: 'amount',
  amountMinor: 500,
  minimumSpendMinor: 0,
  contactCostMinor: 0,
  stacking: 'with-others',
  marginFloor: 0.1,
  ...over,
});

/** What was decided of a customer, with something to send. */
export const decidedOffer = (campaignId: string, customer: string, terms: OfferTerms = termsOf()): Offer => ({
  decision: {
    campaignId,
    customerId: toCustomerId(customer),
    campaignVersion: 1,
    decidedOn: '2026-11-20',
    modelVersion: 'model-1',
    weightsVersion: 1,
    priorsVersion: 'priors-1',
    group: 'treated',
    armId: 'arm-1',
    propensity: 0.5,
    propensities: { none: 0.5, 'arm-1': 0.5 },
    state: 'wavering-valuable',
    baseProbability: 0.2,
    offerProbability: 0.3,
    responseBasis: 'assumed',
    marginMinor: 2_000,
    marginBasis: 'stated-rate',
    expectedCostMinor: 150,
    expectedProfitMinor: 50,
    earlierProfitMinor: 0,
  },
  status: 'decided',
  terms,
  revision: 1,
});

/** A shop with campaigns and offers beside it, whose waits pass at once. */
export function offersShopOn(access: TableAccess, now = offerTime) {
  const waits: number[] = [];
  return {
    ...shopOn(access, now),
    offers: createOffersStore(access),
    redemptions: createRedemptionsStore(access),
    campaigns: createCampaignsStore(access),
    offersSwitch: createOffersSwitchStore(access),
    settings: { ...defaultOfferSettings, marginRate: 0.5 } as OfferSettings,
    random: () => 0.5,
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
    },
    /** Milliseconds of every wait before a retry. */
    waits,
  };
}
export type OffersShop = ReturnType<typeof offersShopOn>;

/** The shop where nobody asks what is known of customers and orders: half of the reads of a redemption, for tests of thousands. */
export const withoutReadingCustomers = (shop: OffersShop): OffersShop => ({
  ...shop,
  customers: { ...shop.customers, find: async () => undefined },
  profiles: { ...shop.profiles, find: async () => undefined },
  serviceEvents: { ...shop.serviceEvents, list: async () => [] },
  program: { ...shop.program, readClock: async () => ({ mode: 'live' }) },
  history: { ...shop.history, getOwner: async () => undefined },
  offersSwitch: { ...shop.offersSwitch, read: async () => ({ isStopped: false }) },
});

/** Puts a campaign over what there is of it. */
export async function putCampaign({ campaigns }: OffersShop, campaign: CampaignContent): Promise<void> {
  const seen = await campaigns.find(campaign.definition.campaignId);
  if (!(await campaigns.put(campaign, seen?.revision))) throw new Error('the campaign was not put');
}

/** Starts a campaign with all parts of its budget. */
export async function startCampaign(shop: OffersShop, campaign: CampaignContent): Promise<void> {
  const { campaignId, budget } = campaign.definition;
  await putCampaign(shop, campaign);
  await shop.campaigns.makeParts(campaignId, splitBudget(totalBudget, budget.total));
}

/** The same for many customers, in batches of the rows alone: a tenth of the time. */
export async function issueToMany(
  access: TableAccess,
  campaignId: string,
  customers: readonly string[],
): Promise<void> {
  const TableName = tableNameIn(access, 'offers');
  const rows = customers.flatMap((customer) => {
    const code = codeOf(campaignId, customer);
    const issued: Offer = { ...decidedOffer(campaignId, customer), ...sentAs(code), status: 'issued', revision: 2 };
    return [encodeOffer(issued), { ...codeKey(code), customerId: customer, campaignId }];
  });
  const batches = Array.from({ length: Math.ceil(rows.length / 25) }, (_, place) =>
    rows.slice(place * 25, place * 25 + 25),
  );
  await inParallel(batches, 4, (batch) =>
    access.documents.send(
      new BatchWriteCommand({ RequestItems: { [TableName]: batch.map((Item) => ({ PutRequest: { Item } })) } }),
    ),
  );
}

const sentAs = (code: string) => ({
  code,
  issuedAt: '2026-11-21T08:00:00.000Z',
  expiresAt: '2026-12-05T08:00:00.000Z',
});

/** Decides for a customer and sends the offer; its code is `<campaignId>-<customer>`. */
export async function issueTo(
  shop: OffersShop,
  campaignId: string,
  customer: string,
  over: { readonly terms?: OfferTerms; readonly expiresAt?: string } = {},
): Promise<string> {
  const decided = decidedOffer(campaignId, customer, over.terms);
  const code = codeOf(campaignId, customer);
  await shop.offers.putDecision(decided);
  const sent = { ...sentAs(code), ...(over.expiresAt === undefined ? {} : { expiresAt: over.expiresAt }) };
  const outcome = await shop.offers.issue(decided, sent);
  if (outcome !== 'done') throw new Error(`the offer was not issued: ${outcome}`);
  return code;
}

export const codeOf = (campaignId: string, customer: string): string => `${campaignId}-${customer}`;

/** Redeems the offer that a customer has of a campaign. */
export const redeem = (
  shop: OffersShop,
  campaignId: string,
  customer: string,
  over: { readonly orderId?: string; readonly order?: Partial<OrderAtCheckout>; readonly code?: string } = {},
): Promise<RedeemResult> =>
  redeemOffer(shop, {
    code: over.code ?? codeOf(campaignId, customer),
    customerId: toCustomerId(customer),
    orderId: toOrderId(over.orderId ?? `order-of-${customer}`),
    order: { basketMinor: 10_000, ...over.order },
  });

/** Why it was refused; `redeemed` where it was not, and `redeemed-before` where another order was first. */
export function reasonOf(result: RedeemResult): string {
  if (result.outcome === 'redeemed') return 'redeemed';
  const { because } = result.refusal;
  return because === 'redeemed' ? 'redeemed-before' : because;
}

/** What all parts of a budget have left together, measure by measure. */
export async function leftOf(shop: OffersShop, campaignId: string, budget = totalBudget): Promise<BudgetLimits> {
  const parts = await shop.campaigns.readParts(campaignId, budget);
  const sums: Record<string, number> = {};
  for (const { left } of parts) {
    for (const [measure, amount] of Object.entries(left)) sums[measure] = (sums[measure] ?? 0) + amount;
  }
  return sums;
}
