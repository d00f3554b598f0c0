import { HoldfastError } from '../../domain/errors.ts';
import type { ItemId } from '../../domain/ids.ts';
import type { BudgetLimits, Campaign } from '../../domain/offers/campaign.ts';
import { decidedOffer } from '../../domain/offers/offer-decision.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type { CampaignsStore } from '../../stores/campaigns/campaigns-store.ts';
import type { OffersStore } from '../../stores/offers/offers-store.ts';
import type { OffersSwitchStore } from '../../stores/offers-switch-store.ts';
import type { CampaignDocumentsStore } from '../../stores/reports/campaign-documents-store.ts';
import { inParallel } from '../in-parallel.ts';
import { allCampaigns } from './all-campaigns.ts';
import { type BudgetLeftDeps, budgetLeft } from './budget-left.ts';
import { type PlanCampaignDeps, planCampaign } from './plan-campaign.ts';
import { type PreparedRun, type PrepareRunDeps, prepareRun, withLog } from './prepare-run.ts';
import { type SettledOffers, type SettleOffersDeps, settleOffers } from './settle-offers.ts';

export interface DecideCampaignsDeps extends PrepareRunDeps, PlanCampaignDeps, BudgetLeftDeps {
  readonly customerHistories: PlanCampaignDeps['customerHistories'] & SettleOffersDeps['customerHistories'];
  readonly offers: SettleOffersDeps['offers'] & Pick<OffersStore, 'putDecision'>;
  readonly campaignDocuments: Pick<CampaignDocumentsStore, 'putReport'>;
  readonly campaigns: Pick<CampaignsStore, 'list' | 'readParts'>;
  readonly offersSwitch: Pick<OffersSwitchStore, 'read'>;
}

export interface DecideCampaignsResult {
  readonly campaignCount: number;
  /** Decisions put, held out ones among them. */
  readonly decidedCount: number;
  /** Offers whose horizon ended, measured. */
  readonly measuredCount: number;
}

/** Rows that are put side by side. */
const width = 16;

const isDue = ({ status, definition }: Campaign, now: Instant): boolean =>
  status === 'running' && now >= definition.startsAt && now < definition.endsAt;

/** Decides for the customers of one campaign after another, as an offer of one keeps a customer from others. */
async function decideDue(
  deps: DecideCampaignsDeps,
  due: readonly Campaign[],
  prepared: PreparedRun,
  { log, reports }: SettledOffers,
): Promise<number> {
  const { history, shop, date } = prepared;
  const terms = withLog(prepared, log);
  const by = { date, modelVersion: history.models.version, weightsVersion: shop.weightsVersion };
  let decidedCount = 0;
  for (const campaign of due) {
    const left: BudgetLimits = await budgetLeft(deps, campaign);
    const plan = await planCampaign(deps, campaign, left, terms);
    await inParallel(plan.decisions, width, async (planned) => {
      const offer = { ...decidedOffer(campaign, planned, by), revision: 1 };
      if (!(await deps.offers.putDecision(offer))) return;
      decidedCount += 1;
      // Who has an offer of one campaign gets none of the next.
      log.add(offer);
      reports.get(campaign.definition.campaignId)?.add(offer);
    });
    if (deps.remainingMilliseconds() <= 0)
      throw new HoldfastError('campaign.out-of-time', 'time ran out between campaigns');
  }
  return decidedCount;
}

/**
 * The night's work on campaigns: what came of offers whose horizon is over, then today's decisions of campaigns that
 * run, then a report on each campaign, also where time ran out before. A decision is put once for a customer and
 * campaign, and its draw is named by campaign, customer, day and models: a run that was cut off and is run again decides
 * the same.
 * @throws HoldfastError `campaign.out-of-time`; what was decided stands, the rest is the next run's
 */
export async function decideCampaigns(deps: DecideCampaignsDeps): Promise<DecideCampaignsResult> {
  const [prepared, campaigns] = await Promise.all([prepareRun(deps), allCampaigns(deps.campaigns)]);
  if (prepared === undefined || campaigns.length === 0) return { campaignCount: 0, decidedCount: 0, measuredCount: 0 };
  const { history, asOfDay, date, settings } = prepared;
  const costs = {
    unitCostMinorOf: (itemId: ItemId) => history.items.unitCostMinorOf(itemId),
    marginRate: settings.marginRate,
  };
  const settled = await settleOffers(deps, { campaigns, costs, asOfDay, date });
  const { measuredCount, reports } = settled;
  const now = deps.now().toISOString();
  const { isStopped } = await deps.offersSwitch.read();
  const due = isStopped ? [] : campaigns.filter((campaign) => isDue(campaign, now));
  try {
    const decidedCount = await decideDue(deps, due, prepared, settled);
    return { campaignCount: due.length, decidedCount, measuredCount };
  } finally {
    for (const report of reports.values()) await deps.campaignDocuments.putReport(report.report(history.asOf));
  }
}
