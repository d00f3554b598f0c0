import { drawTriangular } from './distributions.ts';
import { drawHabits, type Habits } from './habit-traits.ts';
import type { Random } from './random.ts';
import type { ShopParts } from './shop-parts.ts';
import type { BuyerStreams } from './streams.ts';

/** What it would cost a customer to go elsewhere, each 0 to 1. */
export interface SwitchingCosts {
  readonly procedural: number;
  readonly financial: number;
  readonly relational: number;
}

/** What a buyer brings along, fixed for life. */
export interface Traits {
  readonly favouriteCluster: number;
  /** Mean gap between orders, days. */
  readonly meanGapDays: number;
  /** .5 each where the shop is without switching costs. */
  readonly costs: SwitchingCosts;
  /** Pull of deals, 0 to 1; .5 where the shop is without deals. */
  readonly dealSeeking: number;
  /** For each substitute set, whether the buyer needs it. */
  readonly needs: readonly boolean[];
  /** For each product of variants, the place of the buyer's own variant. */
  readonly styles: readonly number[];
  /** Absent where the shop plants no habits. */
  readonly habits?: Habits;
}

/** Customers differ: the mean gap between orders is itself exponential around this, at least two days. */
const meanGapDays = 75;
const leastGapDays = 2;
/** Share of the buyers who need a substitute set. */
export const needShare = 0.08;
const neutral = 0.5;

const drawCosts = (random: Random): SwitchingCosts => ({
  procedural: drawTriangular(random),
  financial: drawTriangular(random),
  relational: drawTriangular(random),
});
const neutralCosts: SwitchingCosts = { procedural: neutral, financial: neutral, relational: neutral };

export function drawTraits(parts: ShopParts, streams: BuyerStreams): Traits {
  const { without, sizes } = parts.settings;
  const habits = sizes.habits && drawHabits(sizes.habits, without, streams);
  const random = streams('traits');
  const favourite = parts.items[parts.drawPopular(random)];
  const drawnGapDays = Math.max(leastGapDays, random.exponential(meanGapDays));
  const dealSeeking = drawTriangular(random);
  return {
    favouriteCluster: favourite?.cluster ?? 0,
    meanGapDays: habits === undefined ? drawnGapDays : sizes.days / habits.orders,
    costs: without.has('switching-costs') ? neutralCosts : drawCosts(streams('costs')),
    dealSeeking: without.has('deals') ? neutral : dealSeeking,
    needs: parts.plantation.substitutes.map(() => streams('substitutes').chance(needShare)),
    styles: parts.plantation.variants.map((variants) => streams('variants').below(variants.length)),
    ...(habits === undefined ? {} : { habits }),
  };
}
