/** Of one brand, among those who bought it last. */
export interface BrandHold {
  /** Share who would buy it again whatever else there is, 0 to 1; null where nobody bought it before something else. */
  readonly loyalShare: number | null;
  /** Share of the choices of all who are not loyal to their last brand, 0 to 1; 1 over all brands. */
  readonly pull: number;
}

const maximumSteps = 20_000;
/** Change of a share below which it is settled: far finer than any sample can tell. */
const settled = 1e-10;

/**
 * Splits repeat purchases into those of hard-core loyals, who stay whatever comes, and those of the others, who choose
 * brand j with the same chance whatever they bought last: p_ii = a_i + (1 - a_i) w_i and p_ij = (1 - a_i) w_j. By
 * maximum likelihood with all shares kept within 0 and 1, by expectation and maximisation.
 * O(steps x brands^2).
 * Source: Colombo & Morrison 1989, "A Brand Switching Model with Implications for Marketing Strategies", Marketing
 * Science 8(1).
 * @param counts element [i][j]: choices of brand j after brand i
 * @param lumped the last brand is all others together: to buy two of them in a row is no loyalty, so none is looked for
 * @returns in the order of the brands; null for fewer than three of them, which three shares fit in many ways
 */
export function loyalShares(counts: readonly (readonly number[])[], lumped: boolean): readonly BrandHold[] | null {
  const brands = counts.length;
  if (brands < 3) return null;
  const rows = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const total = rows.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const isFixed = (brand: number): boolean => lumped && brand === brands - 1;
  const arrivals = counts.map((_, brand) =>
    counts.reduce((sum, row, from) => sum + (from === brand ? 0 : (row[brand] ?? 0)), 0),
  );
  const stays = counts.map((row, brand) => row[brand] ?? 0);
  let loyal: readonly number[] = rows.map((count, brand) => (isFixed(brand) || count === 0 ? 0 : 0.5));
  let pull: readonly number[] = counts.map(() => 1 / brands);
  for (let step = 0; step < maximumSteps; step += 1) {
    const ofLoyals = stays.map((count, brand) => {
      const share = loyal[brand] ?? 0;
      const chance = share + (1 - share) * (pull[brand] ?? 0);
      return chance === 0 ? 0 : (count * share) / chance;
    });
    const chosen = stays.map((count, brand) => count - (ofLoyals[brand] ?? 0) + (arrivals[brand] ?? 0));
    const all = chosen.reduce((sum, count) => sum + count, 0);
    const nextLoyal = rows.map((count, brand) => (count === 0 ? 0 : (ofLoyals[brand] ?? 0) / count));
    const nextPull = all === 0 ? pull : chosen.map((count) => count / all);
    const change = Math.max(
      ...nextLoyal.map((share, brand) => Math.abs(share - (loyal[brand] ?? 0))),
      ...nextPull.map((share, brand) => Math.abs(share - (pull[brand] ?? 0))),
    );
    loyal = nextLoyal;
    pull = nextPull;
    if (change < settled) break;
  }
  return counts.map((_, brand) => ({
    loyalShare: rows[brand] === 0 || isFixed(brand) ? null : (loyal[brand] ?? 0),
    pull: pull[brand] ?? 0,
  }));
}
