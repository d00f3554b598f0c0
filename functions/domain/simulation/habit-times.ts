import type { Random } from './random.ts';
import { type ShopParts, wholeSecond } from './shop-parts.ts';

const minuteMilliseconds = 60_000;

/**
 * When a customer with planted habits orders: uniformly over the period, at least a minute apart. How often and when
 * tells nothing of any habit.
 * @param orders 1 or more
 * @returns epoch milliseconds, ascending, whole seconds
 */
export function drawHabitTimes(
  random: Random,
  orders: number,
  { startsAt, endsAt }: Pick<ShopParts, 'startsAt' | 'endsAt'>,
): readonly number[] {
  const span = endsAt - startsAt - orders * minuteMilliseconds;
  const offsets = Array.from({ length: orders }, () => random.unit() * span).sort((left, right) => left - right);
  return offsets.map((offset, place) => wholeSecond(startsAt + offset + place * minuteMilliseconds));
}
