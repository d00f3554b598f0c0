import { type BasketSizeWeight, basketSizeWeight, decayWeight } from '../copurchase/scores.ts';
import type { BasketTable } from './basket-table.ts';
import { type Catalogue, catalogueOf } from './catalogue.ts';

/** How much a basket counts. */
export interface EvidenceWeighting {
  readonly basketWeight: BasketSizeWeight;
  /** Default: all count alike. */
  readonly halfLifeDays?: number;
}

/** Summed weights: of pairs in the order of `FittedPairs.others`, of items by number. */
export interface WeightedPairs {
  /** Sum of pair weight and age weight over the baskets with both. */
  readonly together: Float64Array;
  /** Sum of age weight alone over the baskets with both: how much evidence there is, whatever the pair weight. */
  readonly evidence: Float64Array;
  /** Sum of age weight over the baskets with the item. */
  readonly itemWeights: Float64Array;
  /** Sum of age weight over all baskets. */
  readonly basketWeight: number;
}

/**
 * Which items were bought together in the fitted baskets: item i has `others[starts[i]]` up to `others[starts[i + 1]]`,
 * ascending.
 */
export interface FittedPairs {
  readonly catalogue: Catalogue;
  readonly basketCount: number;
  /** Whole numbers of 32 bits, as V8 walks a row from a double several times slower: up to 2^31 pairs, 24 GB. */
  readonly starts: Int32Array;
  readonly others: Int32Array;
  /** O(sum of squared basket sizes). */
  readonly weigh: (weighting: EvidenceWeighting) => WeightedPairs;
}

const millisecondsPerDay = 86_400_000;

/**
 * Finds every pair of the fitted baskets, both ways. Memory: 4 bytes a pair and way, 8 or 16 more while weighed.
 * @param baskets those that count; larger ones than wanted are left out by the caller
 */
export function fitPairs(table: BasketTable, baskets: Uint32Array): FittedPairs {
  const catalogue = catalogueOf(table, baskets);
  const { size, numberOf, basketCounts } = catalogue;
  // Baskets are copied in catalogue numbers, so that a posting walks one stretch of small numbers.
  const offsets = new Uint32Array(baskets.length + 1);
  baskets.forEach((basket, place) => {
    offsets[place + 1] = (offsets[place] ?? 0) + (table.offsets[basket + 1] ?? 0) - (table.offsets[basket] ?? 0);
  });
  const items = new Int32Array(offsets[baskets.length] ?? 0);
  const postingStarts = new Uint32Array(size + 1);
  for (let item = 0; item < size; item += 1) {
    postingStarts[item + 1] = (postingStarts[item] ?? 0) + (basketCounts[item] ?? 0);
  }
  const next = postingStarts.slice();
  const postings = new Uint32Array(items.length);
  baskets.forEach((basket, place) => {
    let line = table.offsets[basket] ?? 0;
    for (let at = offsets[place] ?? 0; at < (offsets[place + 1] ?? 0); at += 1) {
      const item = numberOf[table.items[line++] ?? 0] ?? 0;
      items[at] = item;
      const slot = next[item] ?? 0;
      postings[slot] = place;
      next[item] = slot + 1;
    }
  });

  /** Adds a weight a basket to `sums` for all items of the baskets with the item. */
  function addRow(item: number, weights: Float64Array, sums: Float64Array): void {
    for (let posting = postingStarts[item] ?? 0; posting < (postingStarts[item + 1] ?? 0); posting += 1) {
      const place = postings[posting] ?? 0;
      const weight = weights[place] ?? 0;
      const end = offsets[place + 1] ?? 0;
      for (let at = offsets[place] ?? 0; at < end; at += 1) {
        const other = items[at] ?? 0;
        sums[other] = (sums[other] ?? 0) + weight;
      }
    }
  }

  function findPairs(): { readonly starts: Int32Array; readonly others: Int32Array } {
    const starts = new Int32Array(size + 1);
    const seenBy = new Int32Array(size).fill(-1);
    const visit = (others: Int32Array | undefined): void => {
      seenBy.fill(-1);
      let count = 0;
      for (let item = 0; item < size; item += 1) {
        seenBy[item] = item;
        for (let posting = postingStarts[item] ?? 0; posting < (postingStarts[item + 1] ?? 0); posting += 1) {
          const place = postings[posting] ?? 0;
          const end = offsets[place + 1] ?? 0;
          for (let at = offsets[place] ?? 0; at < end; at += 1) {
            const other = items[at] ?? 0;
            if (seenBy[other] === item) continue;
            seenBy[other] = item;
            if (others !== undefined) others[count] = other;
            count += 1;
          }
        }
        starts[item + 1] = count;
      }
    };
    // Once to know how many there are: growing the list would hold it twice.
    visit(undefined);
    const found = new Int32Array(starts[size] ?? 0);
    visit(found);
    // As each pair is there both ways, writing every item to the rows of its others sorts them.
    const others = new Int32Array(found.length);
    const next = starts.slice();
    for (let item = 0; item < size; item += 1) {
      for (let pair = starts[item] ?? 0; pair < (starts[item + 1] ?? 0); pair += 1) {
        const other = found[pair] ?? 0;
        const slot = next[other] ?? 0;
        others[slot] = item;
        next[other] = slot + 1;
      }
    }
    return { starts, others };
  }

  const { starts, others } = findPairs();

  function sumPairs(weights: Float64Array): Float64Array {
    const sums = new Float64Array(size);
    const together = new Float64Array(others.length);
    for (let item = 0; item < size; item += 1) {
      addRow(item, weights, sums);
      for (let pair = starts[item] ?? 0; pair < (starts[item + 1] ?? 0); pair += 1) {
        const other = others[pair] ?? 0;
        together[pair] = sums[other] ?? 0;
        sums[other] = 0;
      }
      sums[item] = 0;
    }
    return together;
  }

  return {
    catalogue,
    basketCount: baskets.length,
    starts,
    others,
    weigh({ basketWeight, halfLifeDays }) {
      const { moments } = table;
      const newest = baskets.reduce((max, basket) => Math.max(max, moments?.[basket] ?? 0), Number.NEGATIVE_INFINITY);
      const ageWeights = Float64Array.from(baskets, (basket) => {
        if (halfLifeDays === undefined || moments === undefined) return 1;
        return decayWeight((newest - (moments[basket] ?? 0)) / millisecondsPerDay, halfLifeDays);
      });
      const pairWeights = ageWeights.map(
        (age, place) => age * basketSizeWeight(basketWeight, (offsets[place + 1] ?? 0) - (offsets[place] ?? 0)),
      );
      const itemWeights = new Float64Array(size);
      for (let place = 0; place < baskets.length; place += 1) {
        for (let at = offsets[place] ?? 0; at < (offsets[place + 1] ?? 0); at += 1) {
          const item = items[at] ?? 0;
          itemWeights[item] = (itemWeights[item] ?? 0) + (ageWeights[place] ?? 0);
        }
      }
      const evidence = sumPairs(ageWeights);
      return {
        together: basketWeight === 'none' ? evidence : sumPairs(pairWeights),
        evidence,
        itemWeights,
        basketWeight: ageWeights.reduce((sum, weight) => sum + weight, 0),
      };
    },
  };
}
