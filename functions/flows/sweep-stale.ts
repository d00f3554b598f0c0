import { gatherBasketCounts } from '../domain/copurchase/basket-counts.ts';
import { windowStart } from '../domain/copurchase/evidence-window.ts';
import { type ShopCounts, scoringVersion } from '../domain/copurchase/item-recommendations.ts';
import type { ItemId } from '../domain/ids.ts';
import type { Instant } from '../domain/orders/order.ts';
import { asOfInstant } from '../domain/shop-clock.ts';
import type { BasketCountsStore } from '../stores/models/basket-counts-store.ts';
import type { ProgramStore } from '../stores/program-store.ts';
import type { RecommendationsStore, RowState } from '../stores/recommendations/recommendations-store.ts';
import { countsVersion } from './counts-version.ts';
import { inParallel } from './in-parallel.ts';
import { type PublishBestSellersDeps, publishBestSellers } from './publish-best-sellers.ts';
import { exactCounts, type RefreshItemDeps, refreshItem } from './refresh-item.ts';

export interface SweepStaleDeps extends RefreshItemDeps, PublishBestSellersDeps {
  readonly recommendations: RefreshItemDeps['recommendations'] &
    PublishBestSellersDeps['recommendations'] &
    Pick<RecommendationsStore, 'scanStates'>;
  readonly basketCounts: Pick<BasketCountsStore, 'findHeader' | 'readHeaderRevision' | 'put'>;
  readonly program: Pick<ProgramStore, 'readClock'>;
  /** Milliseconds left before the caller is cut off; the sweep stops in time and the next one goes on. */
  readonly remainingMilliseconds: () => number;
}

export interface SweepResult {
  readonly itemCount: number;
  /** Items whose evidence was counted anew. */
  readonly recountedItemCount: number;
  /** Items scored anew with exact counts. */
  readonly rescoredItemCount: number;
  /** False when time ran out: the rest is found stale by the next sweep. */
  readonly complete: boolean;
}

const width = 16;
/** Below this much time left no new row is begun. */
const reserveMilliseconds = 30_000;

/** Of a row as it was scanned, or as it was made anew since. */
type SweptState = Omit<RowState, 'revision'>;

function isCountStale(state: SweptState, since: Instant | undefined): boolean {
  if (state.scoringVersion !== scoringVersion) return true;
  return since !== undefined && state.oldestPlacedAt !== undefined && state.oldestPlacedAt < since;
}

/**
 * Brings every `together` row to the state that its facts and exact counts give. First all counts that are stale
 * (an older scoring version, evidence that left the window), then all scores made with other counts than those,
 * then best-sellers. Running it again changes nothing.
 */
export async function sweepStale(deps: SweepStaleDeps): Promise<SweepResult> {
  const asOf = asOfInstant(await deps.program.readClock(), deps.now());
  const since = windowStart(asOf, deps.evidenceWindowDays);
  const states = new Map<ItemId, SweptState>();
  for await (const state of deps.recommendations.scanStates()) states.set(state.itemId, state);
  const inTime = (): boolean => deps.remainingMilliseconds() > reserveMilliseconds;

  const countStale = [...states.values()].filter((state) => isCountStale(state, since));
  const provisional: ShopCounts = { basketCountOf: (itemId) => states.get(itemId)?.basketCount };
  let recountedItemCount = 0;
  await inParallel(countStale, width, async ({ itemId }) => {
    if (!inTime()) return;
    const row = await refreshItem(deps, itemId, asOf, exactCounts(provisional));
    states.set(itemId, row);
    recountedItemCount += 1;
  });
  if (!inTime()) return { itemCount: states.size, recountedItemCount, rescoredItemCount: 0, complete: false };

  const counts = gatherBasketCounts(states.values());
  const version = countsVersion(counts);
  await deps.basketCounts.put(counts, version, asOf, await deps.basketCounts.readHeaderRevision(), deps.now());

  const exact: ShopCounts = {
    basketCountOf: (itemId) => counts.basketCountOf.get(itemId),
    ...(counts.shopBasketCount === undefined ? {} : { shopBasketCount: counts.shopBasketCount }),
    countsVersion: version,
  };
  const scoreStale = [...states.values()].filter((state) => state.countsVersion !== version);
  let rescoredItemCount = 0;
  await inParallel(scoreStale, width, async ({ itemId }) => {
    if (!inTime()) return;
    await refreshItem(deps, itemId, asOf, exactCounts(exact));
    rescoredItemCount += 1;
  });

  const scoresComplete = rescoredItemCount === scoreStale.length;
  if (scoresComplete) await publishBestSellers(deps, counts.basketCountOf, asOf);
  return { itemCount: states.size, recountedItemCount, rescoredItemCount, complete: scoresComplete };
}
