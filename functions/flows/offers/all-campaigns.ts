import type { Campaign } from '../../domain/offers/campaign.ts';
import type { CampaignsStore } from '../../stores/campaigns/campaigns-store.ts';

const pageSize = 100;

/** Every campaign there is, by id: a shop has some hundred at most. */
export async function allCampaigns(campaigns: Pick<CampaignsStore, 'list'>): Promise<readonly Campaign[]> {
  const all: Campaign[] = [];
  let after: string | undefined;
  do {
    const page = await campaigns.list({ limit: pageSize, after });
    all.push(...page.campaigns);
    after = page.next;
  } while (after !== undefined);
  return all;
}
