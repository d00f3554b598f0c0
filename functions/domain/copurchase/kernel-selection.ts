/** Room for the neighbours of one item on their way from counted to ranked. */
export interface CandidateScratch {
  /** Numbers bought with the item. */
  readonly touched: Int32Array;
  /** By place in `touched`: the sum, what ranks it, the same as pairs of integers, and its bucket. */
  readonly touchedSums: Int32Array;
  readonly quotients: Float64Array;
  readonly quotientWords: Int32Array;
  readonly buckets: Int32Array;
  readonly histogram: Int32Array;
  /** Places in `touched` that may be among the best. */
  readonly chosen: Int32Array;
  /** The chosen, in the end best first. */
  readonly ranks: Float64Array;
  readonly items: Int32Array;
  readonly chosenSums: Int32Array;
}

/**
 * Quotients lie in buckets by exponent and first bits of the mantissa, each at most 1/16 wide. They are at least
 * 1 / 2^31 and below 2^31.
 */
const mantissaBits = 4;
const bucketShift = 20 - mantissaBits;
const lowestBucket = (1023 - 31) << mantissaBits;
const bucketCount = 62 << mantissaBits;
/** Which half of a double holds its exponent. */
const highWord = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;
/** More chosen than this many above the limit are cut before they are sorted, as sorting is quadratic. */
const slack = 64;

export function candidateScratch(itemCount: number): CandidateScratch {
  // Without a branch, a list is written one place past its end.
  const length = itemCount + 1;
  const quotients = new Float64Array(length);
  return {
    touched: new Int32Array(length),
    touchedSums: new Int32Array(length),
    quotients,
    quotientWords: new Int32Array(quotients.buffer),
    buckets: new Int32Array(length),
    histogram: new Int32Array(bucketCount),
    chosen: new Int32Array(length),
    ranks: new Float64Array(length),
    items: new Int32Array(length),
    chosenSums: new Int32Array(length),
  };
}

const bucketOf = (highHalf: number): number => (highHalf >> bucketShift) - lowestBucket;

/** Takes the sums back to 0 and works out what ranks: `rankingQuotient`, written out for speed. */
function scoreTouched(
  sums: Int32Array,
  weightMask: number,
  basketCounts: Int32Array,
  touchedCount: number,
  isTruncated: boolean,
  { touched, touchedSums, quotients }: CandidateScratch,
): void {
  for (let place = 0; place < touchedCount; place += 1) {
    const number = touched[place] ?? 0;
    const sum = sums[number] ?? 0;
    sums[number] = 0;
    touchedSums[place] = sum;
    const weight = sum & weightMask;
    quotients[place] = isTruncated ? weight : (weight * weight) / (basketCounts[number] ?? 0);
  }
}

function fillBuckets(touchedCount: number, { quotientWords, buckets, histogram }: CandidateScratch): void {
  for (let place = 0; place < touchedCount; place += 1) {
    const bucket = bucketOf(quotientWords[2 * place + highWord] ?? 0);
    buckets[place] = bucket;
    histogram[bucket] = (histogram[bucket] ?? 0) + 1;
  }
}

/**
 * Finds the lowest bucket that any of the best `limit` can lie in, and turns the counts of the buckets above into
 * the places where they begin.
 */
function cutBucket(histogram: Int32Array, highestBucket: number, wanted: number): number {
  let seen = 0;
  let bucket = highestBucket + 1;
  while (seen < wanted) {
    bucket -= 1;
    const inBucket = histogram[bucket] ?? 0;
    histogram[bucket] = seen;
    seen += inBucket;
  }
  return bucket;
}

/** Lists the places whose bucket is the cut or above, without a branch. */
function choose(buckets: Int32Array, touchedCount: number, cut: number, chosen: Int32Array): number {
  let length = 0;
  for (let place = 0; place < touchedCount; place += 1) {
    chosen[length] = place;
    length += ((cut - 1 - (buckets[place] ?? 0)) >>> 31) & 1;
  }
  return length;
}

/** Puts the chosen where their bucket begins, best bucket first. */
function placeByBucket(chosenCount: number, itemOf: Int32Array, scratch: CandidateScratch): void {
  const { touched, touchedSums, quotients, buckets, histogram, chosen, ranks, items, chosenSums } = scratch;
  for (let index = 0; index < chosenCount; index += 1) {
    const place = chosen[index] ?? 0;
    const bucket = buckets[place] ?? 0;
    const target = histogram[bucket] ?? 0;
    histogram[bucket] = target + 1;
    ranks[target] = quotients[place] ?? 0;
    items[target] = itemOf[touched[place] ?? 0] ?? 0;
    chosenSums[target] = touchedSums[place] ?? 0;
  }
}

function swap({ ranks, items, chosenSums }: CandidateScratch, left: number, right: number): void {
  const rank = ranks[left] ?? 0;
  const item = items[left] ?? 0;
  const sum = chosenSums[left] ?? 0;
  ranks[left] = ranks[right] ?? 0;
  items[left] = items[right] ?? 0;
  chosenSums[left] = chosenSums[right] ?? 0;
  ranks[right] = rank;
  items[right] = item;
  chosenSums[right] = sum;
}

/**
 * Brings the best `wanted` of the places `from` up to `to` to their front, in any order (Hoare 1961, "Find").
 * Items differ, so no two places are equal, and many equal quotients do not make it slow.
 */
function partition(scratch: CandidateScratch, from: number, to: number, wanted: number): void {
  const { ranks, items } = scratch;
  let low = from;
  let high = to - 1;
  const target = from + wanted - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const rank = ranks[middle] ?? 0;
    const item = items[middle] ?? 0;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((ranks[left] ?? 0) > rank || (ranks[left] === rank && (items[left] ?? 0) < item)) left += 1;
      while ((ranks[right] ?? 0) < rank || (ranks[right] === rank && (items[right] ?? 0) > item)) right -= 1;
      if (left > right) break;
      swap(scratch, left, right);
      left += 1;
      right -= 1;
    }
    if (right < target) low = left;
    if (target < left) high = right;
  }
}

/** Insertion sort: best first, then item ascending. Quick where the chosen already lie by bucket. */
function sortChosen({ ranks, items, chosenSums }: CandidateScratch, length: number): void {
  for (let index = 1; index < length; index += 1) {
    const rank = ranks[index] ?? 0;
    const item = items[index] ?? 0;
    const sum = chosenSums[index] ?? 0;
    let place = index;
    while (place > 0) {
      const before = ranks[place - 1] ?? 0;
      if (before > rank || (before === rank && (items[place - 1] ?? 0) < item)) break;
      ranks[place] = before;
      items[place] = items[place - 1] ?? 0;
      chosenSums[place] = chosenSums[place - 1] ?? 0;
      place -= 1;
    }
    ranks[place] = rank;
    items[place] = item;
    chosenSums[place] = sum;
  }
}

/**
 * Ranks what was counted and leaves the best in `items` and `chosenSums`, ties by item ascending. The quotients are
 * laid into buckets; those of the cut bucket and above are placed bucket by bucket and sorted. O(touched).
 * @param sums taken back to 0
 * @param weightMask the bits of a sum that rank
 * @param highestQuotient no neighbour has a higher one
 * @returns how many there are, at most `limit`
 */
export function rankTouched(
  sums: Int32Array,
  weightMask: number,
  basketCounts: Int32Array,
  itemOf: Int32Array,
  touchedCount: number,
  highestQuotient: number,
  isTruncated: boolean,
  limit: number,
  scratch: CandidateScratch,
): number {
  if (touchedCount === 0) return 0;
  const { quotientWords, quotients, histogram, buckets, chosen } = scratch;
  const wanted = Math.min(limit, touchedCount);
  quotients[0] = highestQuotient;
  const highestBucket = bucketOf(quotientWords[highWord] ?? 0);
  scoreTouched(sums, weightMask, basketCounts, touchedCount, isTruncated, scratch);
  fillBuckets(touchedCount, scratch);
  const cut = cutBucket(histogram, highestBucket, wanted);
  const cutStart = histogram[cut] ?? 0;
  const chosenCount = choose(buckets, touchedCount, cut, chosen);
  placeByBucket(chosenCount, itemOf, scratch);
  histogram.fill(0);
  if (chosenCount <= limit + slack) sortChosen(scratch, chosenCount);
  else {
    partition(scratch, cutStart, chosenCount, wanted - cutStart);
    sortChosen(scratch, wanted);
  }
  return wanted;
}
