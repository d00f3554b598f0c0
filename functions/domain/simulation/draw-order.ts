import { type CustomerId, toOrderId } from '../ids.ts';
import type { Instant, Order, OrderLine } from '../orders/order.ts';
import { drawBackground } from './background-basket.ts';
import { dealPriceMinor } from './deals.ts';
import { drawHabitLines } from './habit-basket.ts';
import { drawPlanted } from './planted-basket.ts';
import type { Random } from './random.ts';
import type { ShopParts } from './shop-parts.ts';
import type { Visit } from './visit.ts';

const severalUnitsShare = 0.2;
const discountedShare = 0.1;
const discountPart = 10;
/** Share of the goods' value that is paid with points, and how often at the highest financial cost. */
const pointsPart = 20;
const pointsChance = 0.6;

export const instantOf = (epochMilliseconds: number): Instant => new Date(epochMilliseconds).toISOString();

function drawLine(parts: ShopParts, random: Random, number: number, at: number): readonly OrderLine[] {
  const quantity = random.chance(severalUnitsShare) ? 2 + random.below(3) : 1;
  const item = parts.items[number];
  if (item === undefined) return [];
  const { itemId, listPriceMinor, name, category, brand } = item;
  const unitPriceMinor = dealPriceMinor(listPriceMinor, parts.dealOf(number, at));
  return [{ itemId, quantity, unitPriceMinor, listPriceMinor, name, category, brand }];
}

/** An order as first placed, and how many of its lines, the first ones, are of the background. */
export interface DrawnOrder {
  readonly order: Order;
  readonly backgroundLines: number;
}

/** What a visit ends in. Notes in the visitor's memory what was bought. */
export function drawOrder(
  parts: ShopParts,
  visit: Visit,
  orderId: string,
  customerId: CustomerId | undefined,
): DrawnOrder {
  const { at, streams, memory, traits } = visit;
  const { without, currency } = parts.settings;
  const background = drawBackground(parts, visit);
  const numbers = [...background, ...drawPlanted(parts, visit), ...drawHabitLines(parts, visit)];
  const lines = numbers.flatMap((number) => drawLine(parts, streams('quantities'), number, at));
  memory.boughtBefore.push(...background);
  const valueMinor = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  const paysWithPoints =
    customerId !== undefined &&
    !without.has('switching-costs') &&
    streams('costs').chance(pointsChance * traits.costs.financial);
  const placedAt = instantOf(at);
  const order: Order = {
    orderId: toOrderId(orderId),
    ...(customerId === undefined ? {} : { customerId }),
    placedAt,
    updatedAt: placedAt,
    status: 'placed',
    currency,
    lines,
    ...(streams('discounts').chance(discountedShare) ? { discountMinor: Math.floor(valueMinor / discountPart) } : {}),
    ...(paysWithPoints ? { pointsPaidMinor: Math.floor(valueMinor / pointsPart) } : {}),
  };
  return { order, backgroundLines: background.length };
}
