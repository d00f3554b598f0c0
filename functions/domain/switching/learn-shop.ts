import { isDeal, tellsOfDeals } from './alternatives-signals.ts';
import { type CustomerYear, lateDays } from './customer-year.ts';
import { quantileOf } from './learnt-shop.ts';
import { measureSignal } from './measure-signals.ts';
import { peerGroupOf } from './peer-group.ts';
import type { PeerLevel, ShopBase, ShopContext } from './shop-context.ts';
import { type SignalName, signalNames } from './signal.ts';
import { switchingWeights } from './switching-weights.ts';

const leastPeers = switchingWeights.signals.leakage.leastEvidence;

class Ratio {
  #above = 0;
  #below = 0;

  add(above: number, below: number): void {
    this.#above += above;
    this.#below += below;
  }

  get value(): number | null {
    return this.#below > 0 ? this.#above / this.#below : null;
  }
}

/** Learns what a shop is like of the years of its customers, each added once in any order. */
export class ShopLearner {
  readonly #deals = new Ratio();
  readonly #faults = new Ratio();
  readonly #late = new Ratio();
  readonly #complaints = new Ratio();
  readonly #excessRepeats = new Ratio();
  readonly #linesByCategory = new Map<string, { early: number; late: number }>();
  readonly #offeredSetUps = new Set<string>();
  readonly #categoryCounts: number[] = [];
  readonly #purchaseDayCounts: number[] = [];
  readonly #spendOfPeers = new Map<string, number[]>();
  #hasExclusiveTags = false;
  #hasComparableTags = false;

  /** O(lines). */
  add(year: CustomerYear): void {
    const { lines, service, asOfDay } = year;
    const telling = lines.filter(tellsOfDeals);
    const listValue = (some: CustomerYear['lines']) =>
      some.reduce((sum, { price }) => sum + (price?.listMinor ?? 0), 0);
    this.#deals.add(listValue(telling.filter(isDeal)), listValue(telling));
    this.#faults.add(service.faultyOrderCount, service.orderCount);
    if (service.lateOrderCount !== null) this.#late.add(service.lateOrderCount, service.orderCount);
    if (service.complaintWeight !== null) this.#complaints.add(service.complaintWeight, service.orderCount);
    for (const { category, day, tags } of lines) {
      this.#hasExclusiveTags ||= tags?.isExclusive === true;
      this.#hasComparableTags ||= tags?.isComparable === true;
      if (category === undefined) continue;
      const counts = this.#linesByCategory.get(category) ?? { early: 0, late: 0 };
      this.#linesByCategory.set(category, counts);
      if (day > asOfDay - lateDays) counts.late += 1;
      else counts.early += 1;
    }
    for (const kind of year.setUps ?? []) this.#offeredSetUps.add(kind);
    this.#addBrands(year);
    if (lines.length === 0) return;
    this.#categoryCounts.push(new Set(lines.flatMap(({ category }) => category ?? [])).size);
    this.#purchaseDayCounts.push(year.purchaseDays.length);
    const group = peerGroupOf(year);
    const spends = this.#spendOfPeers.get(group);
    if (spends === undefined) this.#spendOfPeers.set(group, [year.netSpendMinor]);
    else spends.push(year.netSpendMinor);
  }

  #addBrands({ brands, exclusiveBrands }: CustomerYear): void {
    for (const chosen of brands.values()) {
      const counts = new Map<string, number>();
      for (const brand of chosen) counts.set(brand, (counts.get(brand) ?? 0) + 1);
      if (counts.size < 2 || ![...counts.keys()].some((brand) => exclusiveBrands.has(brand))) continue;
      const pairs = chosen.length - 1;
      const repeats = chosen.filter((brand, place) => place > 0 && brand === chosen[place - 1]).length;
      const expected = [...counts.values()].reduce((sum, count) => sum + count * (count - 1), 0) / chosen.length;
      this.#excessRepeats.add(repeats - expected, pairs - expected);
    }
  }

  /** O(customers log customers). */
  base(): ShopBase {
    const peers = new Map<string, PeerLevel>();
    for (const [group, spends] of this.#spendOfPeers) {
      // Groups that nobody may be compared with would only fill the night's row.
      if (spends.length < leastPeers) continue;
      peers.set(group, { customerCount: spends.length, spendP90Minor: quantileOf(spends, 0.9) ?? 0 });
    }
    const capped = (rate: number | null): number | null => (rate === null ? null : Math.min(1, rate));
    return {
      customerCount: this.#purchaseDayCounts.length,
      dealShare: this.#deals.value,
      faultRate: this.#faults.value ?? 0,
      complaintRate: capped(this.#complaints.value),
      lateRate: this.#late.value,
      lateRatio: new Map(
        [...this.#linesByCategory].map(([category, { early, late }]) => [category, early === 0 ? 0 : late / early]),
      ),
      offeredSetUps: this.#offeredSetUps,
      hasExclusiveTags: this.#hasExclusiveTags,
      hasComparableTags: this.#hasComparableTags,
      pooledInertia: this.#excessRepeats.value,
      medianCategoryCount: quantileOf(this.#categoryCounts, 0.5),
      purchaseDaysP80: quantileOf(this.#purchaseDayCounts, 0.8),
      peers,
    };
  }
}

/** Learns the means of a shop's signals: shares by the observations behind them, others by customers. */
export class SignalMeans {
  readonly #sums = new Map<SignalName, { weight: number; sum: number; customerCount: number }>();
  readonly #shop: ShopContext;

  constructor(base: ShopBase) {
    this.#shop = { ...base, means: new Map() };
  }

  /** O(lines). */
  add(year: CustomerYear): void {
    for (const name of signalNames) {
      const { raw, evidence, shrinks } = measureSignal(name, year, this.#shop);
      if (raw === null) continue;
      const before = this.#sums.get(name) ?? { weight: 0, sum: 0, customerCount: 0 };
      this.#sums.set(name, before);
      const weight = shrinks ? evidence : 1;
      before.weight += weight;
      before.sum += weight * raw;
      before.customerCount += 1;
    }
  }

  means(): ShopContext['means'] {
    const means = [...this.#sums].flatMap(([name, { weight, sum, customerCount }]) =>
      weight > 0 ? ([[name, { mean: sum / weight, customerCount }]] as const) : [],
    );
    return new Map(means);
  }
}

/** A shop with the means of its signals. O(customers x lines). */
export function shopContextOf(base: ShopBase, years: Iterable<CustomerYear>): ShopContext {
  const learnt = new SignalMeans(base);
  for (const year of years) learnt.add(year);
  return { ...base, means: learnt.means() };
}
