import { expect, it } from 'vitest';
import { BasketLines } from '../../bin/readers/basket-lines.ts';
import { defaultName } from '../../functions/domain/evaluation/configuration.ts';
import { evaluateTruth, type TruthRow } from '../../functions/domain/evaluation/evaluate-truth.ts';
import { evidenceItems } from '../../functions/domain/orders/evidence-items.ts';
import type { Order } from '../../functions/domain/orders/order.ts';
import { evaluationOrders, evaluationSizes, relationNames } from '../../functions/domain/simulation/shop-sizes.ts';
import { simulateShop } from '../../functions/domain/simulation/simulate-shop.ts';
import type { SimulationSettings } from '../../functions/domain/simulation/simulation-settings.ts';

/** As `simulate --shop evaluation` has it. */
const settings: SimulationSettings = {
  orders: evaluationOrders,
  sizes: evaluationSizes,
  seed: 1,
  end: '2026-01-01T00:00:00.000Z',
};

/** What is planted where everything is: the same items, whatever is switched off. */
const { complements, substitutes, variants } = simulateShop(settings).truth;
const truth = { complements, alternatives: [...substitutes, ...variants].map(({ items }) => items) };

function rowsOf(without: SimulationSettings['without']): ReadonlyMap<string, TruthRow> {
  const latest = new Map<string, Order>();
  for (const record of simulateShop({ ...settings, without }).records()) {
    if (record.kind === 'order') latest.set(record.order.orderId, record.order);
  }
  const lines = new BasketLines({ withCustomers: false, moments: 'none' });
  for (const order of latest.values()) {
    for (const itemId of evidenceItems(order, Number.POSITIVE_INFINITY)) lines.add(order.orderId, itemId);
  }
  const table = lines.toTable();
  const result = evaluateTruth(table, Uint32Array.from(table.basketIds.keys()), truth, 1);
  expect([result.complements, result.alternatives]).toEqual([60, 120]);
  return new Map(result.rows.map((row) => [row.name, row]));
}

// The figures of docs/evaluation.md.
it('finds 25 of the 60 planted complements by the default, of 47 at best, and no substitute', () => {
  const rows = rowsOf([]);
  const found = (name: string) => rows.get(name)?.found;
  expect([found('cosine'), found(defaultName), found('Jaccard'), found('best possible')]).toEqual([22, 25, 28, 47]);
  expect([...rows.values()].map(({ alternativesFound }) => alternativesFound)).toEqual([...rows].map(() => 0));
  for (const name of ['cosine', defaultName, 'Jaccard']) {
    expect(found(name)).toBeGreaterThan(3 * (rows.get(name)?.chance.high ?? Number.NaN));
  }
}, 120_000);

it('finds no more than chance where nothing is planted, and nothing by the default', () => {
  const rows = rowsOf(relationNames);
  expect(rows.get(defaultName)?.found).toBe(0);
  for (const { found, chance } of rows.values()) expect(found).toBeLessThanOrEqual(chance.high);
}, 120_000);
