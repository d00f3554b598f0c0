/** Sums are scaled down before they leave the range of doubles. */
const largest = 1e200;
/** Share of the sum that may be left out. */
const negligible = 1e-15;

/**
 * Purchases until `horizon` of a buyer who is alive now, comes at a rate of Gamma(shape, scale) and drops out after
 * each purchase with a probability of Beta(a, b): the expectation of (1 - e^(-λpt)) / p.
 *
 * It is the sum over n of P(nth purchase before the horizon) · P(not dropped out after the n - 1 before it), all terms
 * above 0. The closed form (a + b - 1)/(a - 1) · (1 - (A/(A + t))^r · 2F1(r, b; a + b - 1; t/(A + t))) is the same but
 * divides 0 by 0 at a = 1, and loses digits near it. O((shape + 40) · (1 + horizon/scale)) multiplications.
 * @param scale same unit as `horizon`; as all others above 0
 * @param horizon 0 or more
 */
export function purchasesBeforeDropout(shape: number, scale: number, a: number, b: number, horizon: number): number {
  const share = horizon / (scale + horizon);
  let logScale = -shape * Math.log1p(horizon / scale);
  // P(m purchases before the horizon), but for e^logScale.
  let chance = 1;
  let notDroppedOut = 1;
  let survived = 0;
  let sum = 0;
  for (let count = 0; ; count += 1) {
    chance *= (share * (shape + count)) / (count + 1);
    survived += notDroppedOut;
    notDroppedOut *= (b + count) / (a + b + count);
    const term = chance * survived;
    sum += term;
    // No later factor between neighbouring terms is greater than this.
    const factor = Math.max(share, (share * (shape + count + 1)) / (count + 2)) * (1 + notDroppedOut / survived);
    if (factor < 1 && term * factor <= negligible * sum * (1 - factor)) break;
    if (sum > largest) {
      chance /= largest;
      sum /= largest;
      logScale += Math.log(largest);
    }
  }
  return sum * Math.exp(logScale);
}
