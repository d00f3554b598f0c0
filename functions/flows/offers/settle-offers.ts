import { placedOrders } from '../../domain/customers/placed-orders.ts';
import type { Campaign } from '../../domain/offers/campaign.ts';
import { CampaignReportBuilder } from '../../domain/offers/campaign-report.ts';
import type { CostKnowledge } from '../../domain/offers/contribution-margin.ts';
import type { Offer } from '../../domain/offers/offer.ts';
import { OfferLogBuilder } from '../../domain/offers/offer-log.ts';
import { isHorizonOver, offerOutcome } from '../../domain/offers/offer-outcome.ts';
import type { CustomerHistoriesStore } from '../../stores/history/customer-histories-store.ts';
import type { OffersStore } from '../../stores/offers/offers-store.ts';
import { inChunks } from '../in-chunks.ts';
import { inParallel } from '../in-parallel.ts';

export interface SettleOffersDeps {
  readonly offers: Pick<OffersStore, 'scan' | 'putOutcome'>;
  readonly customerHistories: Pick<CustomerHistoriesStore, 'find'>;
  readonly now: () => Date;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
}

export interface SettleTerms {
  readonly campaigns: readonly Campaign[];
  readonly costs: CostKnowledge;
  readonly asOfDay: number;
  /** Calendar day of the shop, `2026-11-23`. */
  readonly date: string;
}

export interface SettledOffers {
  readonly log: OfferLogBuilder;
  /** By campaign; today's decisions are still to be added. */
  readonly reports: ReadonlyMap<string, CampaignReportBuilder>;
  /** Offers whose horizon ended since the last run. */
  readonly measuredCount: number;
}

/** Segments of the table that are read side by side. */
const segmentCount = 4;
/** Offers of a segment that are worked on side by side. */
const segmentWidth = 8;
const dayMilliseconds = 86_400_000;

/**
 * Reads the log of all offers: measures what customers did where their horizon is over, once, and gathers the report of
 * each campaign. What was measured stays: a return that comes later changes no result. Memory by decisions.
 */
export async function settleOffers(deps: SettleOffersDeps, terms: SettleTerms): Promise<SettledOffers> {
  const { campaigns, costs, asOfDay, date } = terms;
  const log = new OfferLogBuilder(deps.now().toISOString());
  const builders = new Map(
    campaigns.map((campaign) => [campaign.definition.campaignId, new CampaignReportBuilder(campaign)] as const),
  );
  const horizons = new Map(campaigns.map(({ definition }) => [definition.campaignId, definition.horizonDays]));
  let measuredCount = 0;

  async function measured(offer: Offer): Promise<Offer> {
    const { campaignId, customerId, decidedOn } = offer.decision;
    const horizonDays = horizons.get(campaignId);
    if (offer.outcome !== undefined || horizonDays === undefined) return offer;
    const window = { decidedDay: Date.parse(decidedOn) / dayMilliseconds, horizonDays, measuredOn: date };
    if (!isHorizonOver(window, asOfDay)) return offer;
    const { facts } = await deps.customerHistories.find(customerId);
    const outcome = offerOutcome(offer, placedOrders(facts, deps).placed, window, costs);
    // One that changed meanwhile, as by a roll-back, is measured by the next run.
    if (!(await deps.offers.putOutcome(offer, outcome))) return offer;
    measuredCount += 1;
    return { ...offer, outcome, revision: offer.revision + 1 };
  }

  await inParallel(Array.from({ length: segmentCount }).keys(), segmentCount, (segment) =>
    inChunks(deps.offers.scan(segment, segmentCount), segmentWidth, async (found) => {
      if (found.found === 'erased') {
        builders.get(found.redemption.campaignId)?.addErased(found.redemption);
        return;
      }
      const offer = await measured(found.offer);
      log.add(offer);
      builders.get(offer.decision.campaignId)?.add(offer);
    }),
  );
  return { log, reports: builders, measuredCount };
}
