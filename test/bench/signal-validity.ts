import { layOut } from '../../bin/evaluate/lay-out.ts';
import { evaluateLog } from '../../bin/evaluate/signals/evaluate-signals.ts';
import { demoSizes, type StructureName } from '../../functions/domain/simulation/shop-sizes.ts';
import { simulateShop } from '../../functions/domain/simulation/simulate-shop.ts';
import { logOf } from '../support/habit-signals.ts';

export interface SignalBenchOptions {
  readonly seeds: number;
  readonly customers: number;
  /** Structures that are switched off. */
  readonly without: readonly StructureName[];
}

const significant = 0.05;

/** Shops whose customers leave by chance alone: a test at 5% is to reject in so many of them, and not in more. */
export function benchSignals({ seeds, customers, without }: SignalBenchOptions): void {
  const found = new Map<string, { tested: number; rejectedFirst: number; rejectedSecond: number; adds: number }>();
  for (let seed = 1; seed <= seeds; seed += 1) {
    const shop = simulateShop({
      customers,
      seed,
      end: '2026-01-01T00:00:00.000Z',
      sizes: demoSizes(customers),
      without,
    });
    const catalogue = new Map(shop.items.map(({ itemId, name, tags }) => [itemId, { itemId, name, tags }]));
    const file = { log: logOf(shop), beside: { events: [], catalogue }, currency: 'GBP', timeZone: 'UTC' };
    const { added } = evaluateLog(`seed ${seed}`, file, { within: 90, seed });
    for (const { name, kind, first, second, verdict } of added) {
      if (kind === 'signal' || first.pValue === null || second.pValue === null) continue;
      const counts = found.get(name) ?? { tested: 0, rejectedFirst: 0, rejectedSecond: 0, adds: 0 };
      found.set(name, counts);
      counts.tested += 1;
      counts.rejectedFirst += first.pValue < significant ? 1 : 0;
      counts.rejectedSecond += second.pValue < significant ? 1 : 0;
      counts.adds += verdict === 'adds' ? 1 : 0;
    }
    process.stderr.write(`\r${seed} of ${seeds} shops`);
  }
  const share = (count: number, of: number): string => `${((100 * count) / of).toFixed(1)}%`;
  const rows = [...found].map(([name, { tested, rejectedFirst, rejectedSecond, adds }]) => [
    name,
    `${tested}`,
    share(rejectedFirst, tested),
    share(rejectedSecond, tested),
    share(adds, tested),
  ]);
  const headings = ['', 'shops', 'p < .05, first date', 'p < .05, second', 'said to add'];
  process.stdout.write(`\n${layOut([headings, ...rows]).join('\n')}\n`);
}
