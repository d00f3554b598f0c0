import { type BasketsStore, createBasketsStore } from './baskets/baskets-store.ts';
import { type CampaignsStore, createCampaignsStore } from './campaigns/campaigns-store.ts';
import { type CustomersStore, createCustomersStore } from './customers/customers-store.ts';
import { createProfilesStore, type ProfilesStore } from './customers/profiles-store.ts';
import { createOutboxStore, type OutboxStore } from './delivery/outbox-store.ts';
import { type CustomerHistoriesStore, createCustomerHistoriesStore } from './history/customer-histories-store.ts';
import { createGroupChangesStore, type GroupChangesStore } from './history/group-changes-store.ts';
import { createHistoryStore, type HistoryStore } from './history/history-store.ts';
import { createMergesStore, type MergesStore } from './history/merges-store.ts';
import { createMovingStore, type MovingStore } from './history/moving-store.ts';
import { createServiceEventsStore, type ServiceEventsStore } from './history/service-events-store.ts';
import { createItemsStore, type ItemsStore } from './items-store.ts';
import { type BasketCountsStore, createBasketCountsStore } from './models/basket-counts-store.ts';
import { type CustomerModelsStore, createCustomerModelsStore } from './models/customer-models-store.ts';
import { createGuestOrdersStore, type GuestOrdersStore } from './models/guest-orders-store.ts';
import { createLearntShopStore, type LearntShopStore } from './models/learnt-shop-store.ts';
import { createOversizedCustomersStore, type OversizedCustomersStore } from './models/oversized-customers-store.ts';
import {
  createRecommendationReportStore,
  type RecommendationReportStore,
} from './models/recommendation-report-store.ts';
import { createShopTotalsStore, type ShopTotalsStore } from './models/shop-totals-store.ts';
import { createOffersStore, type OffersStore } from './offers/offers-store.ts';
import { createRedemptionsStore, type RedemptionsStore } from './offers/redemptions-store.ts';
import { createOffersSwitchStore, type OffersSwitchStore } from './offers-switch-store.ts';
import { createProgramStore, type ProgramStore } from './program-store.ts';
import { createRecommendationsStore, type RecommendationsStore } from './recommendations/recommendations-store.ts';
import { createRelationsStore, type RelationsStore } from './recommendations/relations-store.ts';
import { type CampaignDocumentsStore, createCampaignDocumentsStore } from './reports/campaign-documents-store.ts';
import { createRetentionReportStore, type RetentionReportStore } from './reports/retention-report-store.ts';
import { createSwitchingReportStore, type SwitchingReportStore } from './reports/switching-report-store.ts';
import type { TableAccess } from './table-access.ts';

/** Every store of a stack: for jobs and the command line, which reach across tables. */
export interface Stores {
  readonly history: HistoryStore;
  readonly moving: MovingStore;
  readonly merges: MergesStore;
  readonly serviceEvents: ServiceEventsStore;
  readonly baskets: BasketsStore;
  readonly recommendations: RecommendationsStore;
  readonly relations: RelationsStore;
  readonly customers: CustomersStore;
  readonly profiles: ProfilesStore;
  readonly items: ItemsStore;
  readonly basketCounts: BasketCountsStore;
  readonly oversizedCustomers: OversizedCustomersStore;
  readonly recommendationReport: RecommendationReportStore;
  readonly shopTotals: ShopTotalsStore;
  readonly groupChanges: GroupChangesStore;
  readonly customerModels: CustomerModelsStore;
  readonly guestOrders: GuestOrdersStore;
  readonly customerHistories: CustomerHistoriesStore;
  readonly learntShop: LearntShopStore;
  readonly retentionReport: RetentionReportStore;
  readonly switchingReport: SwitchingReportStore;
  readonly outbox: OutboxStore;
  readonly campaigns: CampaignsStore;
  readonly campaignDocuments: CampaignDocumentsStore;
  readonly offers: OffersStore;
  readonly offersSwitch: OffersSwitchStore;
  readonly redemptions: RedemptionsStore;
  readonly program: ProgramStore;
}

export const createStores = (access: TableAccess): Stores => ({
  history: createHistoryStore(access),
  moving: createMovingStore(access),
  merges: createMergesStore(access),
  serviceEvents: createServiceEventsStore(access),
  baskets: createBasketsStore(access),
  recommendations: createRecommendationsStore(access),
  relations: createRelationsStore(access),
  customers: createCustomersStore(access),
  profiles: createProfilesStore(access),
  items: createItemsStore(access),
  basketCounts: createBasketCountsStore(access),
  oversizedCustomers: createOversizedCustomersStore(access),
  recommendationReport: createRecommendationReportStore(access),
  shopTotals: createShopTotalsStore(access),
  groupChanges: createGroupChangesStore(access),
  customerModels: createCustomerModelsStore(access),
  guestOrders: createGuestOrdersStore(access),
  customerHistories: createCustomerHistoriesStore(access),
  learntShop: createLearntShopStore(access),
  retentionReport: createRetentionReportStore(access),
  switchingReport: createSwitchingReportStore(access),
  outbox: createOutboxStore(access),
  campaigns: createCampaignsStore(access),
  campaignDocuments: createCampaignDocumentsStore(access),
  offers: createOffersStore(access),
  offersSwitch: createOffersSwitchStore(access),
  redemptions: createRedemptionsStore(access),
  program: createProgramStore(access),
});
