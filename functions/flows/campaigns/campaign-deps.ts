import type { OfferSettings } from '../../domain/offers/offer-settings.ts';
import type { CampaignsStore } from '../../stores/campaigns/campaigns-store.ts';
import type { CampaignDocumentsStore } from '../../stores/reports/campaign-documents-store.ts';

export interface CampaignDeps {
  readonly campaigns: CampaignsStore;
  readonly campaignDocuments: Pick<CampaignDocumentsStore, 'findDryRun'>;
  readonly offers: Pick<OfferSettings, 'approvalAboveMinor' | 'pointValueMinor'>;
  /** IANA name; decides in which day, week and month it is. */
  readonly timeZone: string;
  readonly now: () => Date;
  /** An amount of minor units as a reader expects it, `12.5 EUR`. */
  readonly showMoney: (minor: number) => string;
}
