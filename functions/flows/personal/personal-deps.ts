import type { CustomersStore } from '../../stores/customers/customers-store.ts';
import type { ProfilesStore } from '../../stores/customers/profiles-store.ts';
import type { ProgramStore } from '../../stores/program-store.ts';
import type { RecommendationsStore } from '../../stores/recommendations/recommendations-store.ts';
import type { RelationsStore } from '../../stores/recommendations/relations-store.ts';
import type { CatalogueReader } from '../recommend/catalogue-reader.ts';
import type { ListReader } from '../recommend/list-reader.ts';
import type { ShopTotalsReader } from '../recommend/shop-totals-reader.ts';

/** What a list is made with, once whose it is has been read. */
export interface MakeListDeps {
  readonly recommendations: Pick<RecommendationsStore, 'findTogetherOf'>;
  readonly relations: Pick<RelationsStore, 'findRebuy'>;
  readonly lists: Pick<ListReader, 'bestSellers'>;
  readonly catalogue: CatalogueReader;
  readonly totals: ShopTotalsReader;
  readonly now: () => Date;
}

export interface PersonalDeps extends MakeListDeps {
  readonly customers: Pick<CustomersStore, 'find'>;
  readonly profiles: Pick<ProfilesStore, 'find'>;
  readonly program: Pick<ProgramStore, 'readClock'>;
  /** IANA name; decides which day it is. */
  readonly timeZone: string;
}
