import { describe, expect, it } from 'vitest';
import { decodeRecommendationId } from '../../../../functions/domain/attribution/recommendation-id.ts';
import type { ItemRecommendations } from '../../../../functions/domain/copurchase/item-recommendations.ts';
import { type ItemId, toItemId } from '../../../../functions/domain/ids.ts';
import type { CatalogueItem } from '../../../../functions/domain/items/item.ts';
import { noRules } from '../../../../functions/domain/selection/selection-rules.ts';
import type { SlotRequest } from '../../../../functions/domain/selection/slot.ts';
import { createCatalogueReader } from '../../../../functions/flows/recommend/catalogue-reader.ts';
import { createExpiringCache } from '../../../../functions/flows/recommend/expiring-cache.ts';
import { fillSlot } from '../../../../functions/flows/recommend/fill-slot.ts';
import { createListReader } from '../../../../functions/flows/recommend/list-reader.ts';
import type { RecommendDeps } from '../../../../functions/flows/recommend/recommend-deps.ts';
import { createShopTotalsReader } from '../../../../functions/flows/recommend/shop-totals-reader.ts';

const start = '2026-04-01T10:20:30.000Z';
const mug = toItemId('mug');

const neighbour = (itemId: string, baskets: number, basketCount: number) => ({
  itemId: toItemId(itemId),
  baskets,
  basketCount,
  weight: baskets * 512,
});

/** The mug is in 100 of 1,000 orders. Cosine ranks tray, saucer; confidence saucer, tray. */
const row: ItemRecommendations = {
  itemId: mug,
  kind: 'together',
  basketCount: 100,
  ledBasketCount: 100,
  truncated: false,
  neighbours: [neighbour('tray', 30, 30), neighbour('saucer', 40, 90), neighbour('bag', 50, 600)],
  shopBasketCount: 1_000,
  asOf: start,
  scoringVersion: 1,
};

interface Reads {
  readonly together: ItemId[];
  readonly items: ItemId[];
  readonly lists: string[];
  totals: number;
}

/** Answers from the row above, a catalogue and a list of the shop, and keeps what was read. */
function shopOf(over: Partial<RecommendDeps> = {}, catalogue: readonly CatalogueItem[] = []) {
  const clock = { now: new Date(start) };
  const reads: Reads = { together: [], items: [], lists: [], totals: 0 };
  const now = () => clock.now;
  const deps: RecommendDeps = {
    recommendations: {
      findTogether: (itemId) => {
        reads.together.push(itemId);
        return Promise.resolve(itemId === mug ? row : undefined);
      },
      findTogetherOf: () => Promise.resolve(new Map([[mug, row]])),
    },
    relations: { findNext: () => Promise.resolve(undefined), findSimilar: () => Promise.resolve(undefined) },
    lists: createListReader(
      {
        recommendations: {
          findBestSellers: (list) => {
            reads.lists.push(list === 'shop' ? 'shop' : list.category);
            return Promise.resolve({ items: [{ itemId: toItemId('bag'), basketCount: 600 }], asOf: start });
          },
        },
        relations: { findTrending: () => Promise.resolve(undefined), findNew: () => Promise.resolve(undefined) },
      },
      now,
    ),
    catalogue: createCatalogueReader(
      {
        findMany: (itemIds) => {
          reads.items.push(...itemIds);
          return Promise.resolve(new Map(catalogue.map((item) => [item.itemId, item])));
        },
      },
      now,
    ),
    totals: createShopTotalsReader(
      {
        find: () => {
          reads.totals += 1;
          return Promise.resolve({ basketCount: 1_000, truncatedBasketCounts: new Map(), asOf: start });
        },
      },
      now,
    ),
    now,
    draw: () => 0.5,
    ...over,
  };
  return { deps, reads, clock };
}

const slotOf = (over: Partial<SlotRequest> = {}): SlotRequest => ({
  kind: 'together',
  items: [mug],
  limit: 2,
  fill: true,
  rules: noRules,
  ...over,
});

const idsOf = ({ entries }: { readonly entries: readonly { readonly itemId: ItemId }[] }) =>
  entries.map(({ itemId }) => itemId);

describe('a slot beside an item', () => {
  it('never names what is bought with it less often than by chance', async () => {
    // The bag is in 600 of 1,000 orders, so chance alone puts it into 60 of the mug's 100; there are 50.
    const { deps } = shopOf();

    expect(idsOf(await fillSlot(deps, slotOf({ limit: 50, fill: false })))).toEqual(['tray', 'saucer']);
  });

  it('takes one read, and of the catalogue what it needs, once a minute', async () => {
    const { deps, reads, clock } = shopOf();

    await fillSlot(deps, slotOf());
    await fillSlot(deps, slotOf());
    expect(reads).toEqual({ together: [mug, mug], items: [mug, 'tray', 'saucer'], lists: [], totals: 0 });

    clock.now = new Date(clock.now.getTime() + 60_000);
    await fillSlot(deps, slotOf());
    expect(reads.items).toHaveLength(6);
  });

  it('reads the totals of the shop once a minute where its row does not know the number of baskets', async () => {
    const { shopBasketCount: _, ...uncounted } = row;
    const { deps, reads, clock } = shopOf({
      recommendations: {
        findTogether: () => Promise.resolve(uncounted),
        findTogetherOf: () => Promise.resolve(new Map([[mug, uncounted]])),
      },
    });
    const slot = slotOf({ limit: 50, fill: false });

    const answers = [await fillSlot(deps, slot), await fillSlot(deps, { ...slot, kind: 'basket' })];
    expect(answers.map(idsOf)).toEqual([
      ['tray', 'saucer'],
      ['tray', 'saucer'],
    ]);
    expect(reads.totals).toBe(1);

    clock.now = new Date(clock.now.getTime() + 60_000);
    await fillSlot(deps, slot);
    expect(reads.totals).toBe(2);
  });

  it('looks up no more candidates than twice its length where no rule asks for more', async () => {
    const { deps, reads } = shopOf();

    await fillSlot(deps, slotOf({ limit: 1 }));

    expect(reads.items).toEqual([mug, 'tray', 'saucer']);
  });

  it('looks further where variants take the places of those it looked up', async () => {
    const variant = (itemId: string): CatalogueItem => ({ itemId: toItemId(itemId), variantOf: mug });
    const { deps } = shopOf({}, [variant('tray'), variant('saucer')]);

    expect(await fillSlot(deps, slotOf({ limit: 1 }))).toMatchObject({ source: 'shop', entries: [{ itemId: 'bag' }] });
  });

  it('has the same id for a quarter of an hour', async () => {
    const { deps, clock } = shopOf();
    const first = (await fillSlot(deps, slotOf())).recommendationId;
    clock.now = new Date('2026-04-01T10:29:59.999Z');
    const second = (await fillSlot(deps, slotOf())).recommendationId;
    clock.now = new Date('2026-04-01T10:30:00.000Z');

    expect(second).toBe(first);
    expect(decodeRecommendationId(first)).toMatchObject({ answeredAt: '2026-04-01T10:15:00.000Z', kind: 'together' });
    expect((await fillSlot(deps, slotOf())).recommendationId).not.toBe(first);
  });
});

describe('slots that stay unpersonalised', () => {
  const isPlain = ({ recommendationId }: { readonly recommendationId: string }) =>
    decodeRecommendationId(recommendationId)?.isUnpersonalised;

  it('are about 2% of the visitors’, show best-sellers and say so', async () => {
    const { deps } = shopOf();
    let plain = 0;
    for (let visitor = 0; visitor < 5_000; visitor += 1) {
      const answer = await fillSlot(deps, slotOf({ visitorId: `v-${visitor}`, placement: 'side' }));
      expect(answer.source).toBe(isPlain(answer) ? 'shop' : 'item');
      if (isPlain(answer)) plain += 1;
    }
    // 100 are expected with a standard deviation of 10; the visitors and the day stand fixed, so it never varies.
    expect(plain).toBeGreaterThan(70);
    expect(plain).toBeLessThan(130);
  });

  it('are drawn where a placement comes without a visitor, and never where neither comes', async () => {
    const { deps } = shopOf({ draw: () => 0.019 });

    expect(isPlain(await fillSlot(deps, slotOf({ placement: 'side' })))).toBe(true);
    expect(isPlain(await fillSlot(shopOf({ draw: () => 0.02 }).deps, slotOf({ placement: 'side' })))).toBe(false);
    expect(isPlain(await fillSlot(deps, slotOf()))).toBe(false);
    expect(isPlain(await fillSlot(deps, slotOf({ kind: 'bestsellers', items: [], placement: 'side' })))).toBe(false);
  });
});

describe('a comparison of two rankings', () => {
  it('keeps a visitor on one side, and the id tells which', async () => {
    const { deps } = shopOf({ comparison: { ranking: 'confidence', share: 0.5 } });
    const orders = new Map<string, string>();
    for (let visitor = 0; visitor < 200; visitor += 1) {
      const slot = slotOf({ visitorId: `v-${visitor}` });
      const answer = await fillSlot(deps, slot);
      const identity = decodeRecommendationId(answer.recommendationId);
      if (identity?.isUnpersonalised) continue;
      expect(await fillSlot(deps, slot)).toEqual(answer);
      orders.set(`${identity?.variant} ${identity?.scoringVersion}`, idsOf(answer).join(' '));
    }

    expect(Object.fromEntries(orders)).toEqual({ 'a 1': 'tray saucer', 'b 1002': 'saucer tray' });
  });

  it('leaves alone who is not named', async () => {
    const { deps } = shopOf({ comparison: { ranking: 'confidence', share: 1 } });
    const answer = await fillSlot(deps, slotOf());

    expect(idsOf(answer)).toEqual(['tray', 'saucer']);
    expect(decodeRecommendationId(answer.recommendationId)).not.toHaveProperty('variant');
  });
});

describe('a bounded cache', () => {
  it('lets go of what was put first, and of what is too old', () => {
    const clock = { milliseconds: 0 };
    const cache = createExpiringCache<string, number>(2, 60, () => new Date(clock.milliseconds));
    cache.set('a', 1);
    cache.set('b', 2);
    cache.set('a', 3);
    cache.set('c', 4);

    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([3, undefined, 4]);
    clock.milliseconds = 59_999;
    expect(cache.get('c')).toBe(4);
    clock.milliseconds = 60_000;
    expect(cache.get('c')).toBeUndefined();
  });
});
