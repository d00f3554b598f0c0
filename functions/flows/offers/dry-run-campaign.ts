import type { Campaign } from '../../domain/offers/campaign.ts';
import { type DryRun, dryRunOf } from '../../domain/offers/dry-run.ts';
import { OfferLogBuilder } from '../../domain/offers/offer-log.ts';
import type { OffersStore } from '../../stores/offers/offers-store.ts';
import type { CampaignDocumentsStore } from '../../stores/reports/campaign-documents-store.ts';
import { inParallel } from '../in-parallel.ts';
import { type BudgetLeftDeps, budgetLeft } from './budget-left.ts';
import { type PlanCampaignDeps, planCampaign } from './plan-campaign.ts';
import { type PrepareRunDeps, prepareRun, withLog } from './prepare-run.ts';

export interface DryRunCampaignDeps extends PrepareRunDeps, PlanCampaignDeps, BudgetLeftDeps {
  readonly offers: Pick<OffersStore, 'scan'>;
  readonly campaignDocuments: Pick<CampaignDocumentsStore, 'putDryRun'>;
}

/** Segments of the table that are read side by side. */
const segmentCount = 4;

/**
 * What a campaign would do, were it decided now: the same planning as the night's, and nothing is written but the sum of
 * it. Undefined before the first nights of models and of switching costs.
 */
export async function dryRunCampaign(deps: DryRunCampaignDeps, campaign: Campaign): Promise<DryRun | undefined> {
  const prepared = await prepareRun(deps);
  if (prepared === undefined) return undefined;
  const log = new OfferLogBuilder(deps.now().toISOString());
  await inParallel(Array.from({ length: segmentCount }).keys(), segmentCount, async (segment) => {
    for await (const scanned of deps.offers.scan(segment, segmentCount)) {
      if (scanned.found === 'offer') log.add(scanned.offer);
    }
  });
  const plan = await planCampaign(deps, campaign, await budgetLeft(deps, campaign), withLog(prepared, log));
  const dryRun = dryRunOf(plan, {
    campaignId: campaign.definition.campaignId,
    campaignVersion: campaign.version,
    asOf: prepared.history.asOf,
    madeAt: deps.now().toISOString(),
    customerCount: plan.customerCount,
    eligibleCount: plan.eligibleCount,
    exclusionCounts: plan.exclusionCounts,
  });
  await deps.campaignDocuments.putDryRun(dryRun);
  return dryRun;
}
