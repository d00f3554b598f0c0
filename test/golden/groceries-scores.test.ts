import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { gatherBasketCounts } from '../../functions/domain/copurchase/basket-counts.ts';
import { countShopEvidence } from '../../functions/domain/copurchase/kernel.ts';
import { confidence, cosine, lift } from '../../functions/domain/copurchase/scores.ts';
import { toItemId } from '../../functions/domain/ids.ts';
import { columnsOf } from '../support/basket-columns.ts';

const file = new URL('../../../shared/data/groceries.csv.gz', import.meta.url);
const present = existsSync(file);
if (!present) process.stdout.write(`skipped: ${file.pathname} is not on this machine\n`);

function readGroceries() {
  const rows: string[][] = parse(gunzipSync(readFileSync(file)), { from_line: 2 });
  const baskets = new Map<string, Set<string>>();
  for (const [transaction = '', item = ''] of rows) {
    baskets.set(transaction, (baskets.get(transaction) ?? new Set()).add(item));
  }
  const columns = columnsOf(
    [...baskets].map(([orderId, items]) => ({ orderId, placedAt: '', itemIds: [...items].map(toItemId) })),
  );
  return { basketCount: baskets.size, shop: countShopEvidence(columns) };
}

/** Hahsler, Hornik & Reutterer 2006, the Groceries baskets of arules; counts by an independent implementation. */
const published = [
  ['Instant food products', 'hamburger meat', [30, 79, 327, 0.3797468, 11.421438, 0.1866525]],
  ['liquor', 'red/blush wine', [21, 109, 189, 0.1926606, 10.025484, 0.1463104]],
] as const;

describe.runIf(present)('Groceries (Hahsler, Hornik & Reutterer 2006)', () => {
  it.each(published)('%s and %s have the published counts, confidence, lift and cosine', (one, other, expected) => {
    const { basketCount, shop } = readGroceries();
    const evidence = shop.evidenceAt(shop.itemIds.indexOf(toItemId(one)));
    const baskets = evidence.basketsByItem.get(toItemId(other)) ?? 0;
    const otherCount = gatherBasketCounts(shop.countedItems()).basketCountOf.get(toItemId(other)) ?? 0;
    const [together, oneCount, otherBaskets, share, times, similarity] = expected;
    expect([baskets, evidence.basketCount, otherCount]).toEqual([together, oneCount, otherBaskets]);
    expect(confidence(baskets, evidence.basketCount)).toBeCloseTo(share, 7);
    expect(lift(baskets, evidence.basketCount, otherCount, basketCount)).toBeCloseTo(times, 6);
    expect(cosine(baskets, evidence.basketCount, otherCount)).toBeCloseTo(similarity, 7);
  });
});
