/**
 * Cosine of two items over orders: c_ab / sqrt(c_a c_b), 0 to 1.
 * Source: Linden, Smith & York 2003, "Amazon.com Recommendations", IEEE Internet Computing 7(1).
 * @param baskets orders with both items
 * @param basketCount orders with the one
 * @param otherBasketCount orders with the other, at least `baskets`
 */
export const cosine = (baskets: number, basketCount: number, otherBasketCount: number): number =>
  baskets === 0 ? 0 : baskets / Math.sqrt(basketCount * otherBasketCount);

/** Share of the orders with an item that also have the other: P(b | a) = c_ab / c_a, 0 to 1. */
export const confidence = (baskets: number, basketCount: number): number =>
  basketCount === 0 ? 0 : baskets / basketCount;

/**
 * How many times as often as by chance the two are bought together: c_ab N / (c_a c_b), 1 at independence.
 * An explanation, never a rank: it favours pairs seen once.
 * @param shopBasketCount all baskets of the shop
 */
export const lift = (
  baskets: number,
  basketCount: number,
  otherBasketCount: number,
  shopBasketCount: number,
): number => (baskets === 0 ? 0 : (baskets * shopBasketCount) / (basketCount * otherBasketCount));
