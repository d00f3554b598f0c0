import type { Ranking } from '../../domain/selection/ranking.ts';
import type { RecommendationsStore } from '../../stores/recommendations/recommendations-store.ts';
import type { RelationsStore } from '../../stores/recommendations/relations-store.ts';
import type { CatalogueReader } from './catalogue-reader.ts';
import type { ListReader } from './list-reader.ts';
import type { ShopTotalsReader } from './shop-totals-reader.ts';

/** A comparison of the served ranking with another one, by visitor. */
export interface RankingComparison {
  readonly ranking: Ranking;
  /** Share of the visitors who get it, 0 to 1. */
  readonly share: number;
}

export interface RecommendDeps {
  readonly recommendations: Pick<RecommendationsStore, 'findTogether' | 'findTogetherOf'>;
  readonly relations: Pick<RelationsStore, 'findNext' | 'findSimilar'>;
  readonly lists: ListReader;
  readonly catalogue: CatalogueReader;
  readonly totals: ShopTotalsReader;
  readonly now: () => Date;
  /** 0 to below 1; decides for slots without a visitor whether they stay unpersonalised. */
  readonly draw: () => number;
  /** Absent while nothing is compared. */
  readonly comparison?: RankingComparison;
}
