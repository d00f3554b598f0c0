import { textHash } from '../attribution/text-hash.ts';
import type { PlacedOrder } from '../customers/placed-orders.ts';
import { compareIds } from '../ids.ts';

interface UnitsOfDay {
  readonly day: number;
  readonly units: Map<string, number>;
}

/** The brand of most units; of equal ones any, but the same each time it is asked. */
function chosen({ day, units }: UnitsOfDay, seedText: string): string {
  const most = Math.max(...units.values());
  const tied = [...units.keys()].filter((brand) => units.get(brand) === most).sort(compareIds);
  return tied[textHash(`${seedText} ${day}`) % tied.length] ?? '';
}

/**
 * Which brands a customer chose, category by category: one choice a day and category, so that a basket of six of a kind
 * is no loyalty. Units that came back count as well, as they were chosen. Lines that name no category or no brand say
 * nothing. O(lines log lines).
 * @param customerId seeds the draw between brands of equal units, which an alphabet would always give to the same
 * @param placed orders that were not cancelled, by time of placing
 * @returns brands by category, a day's after that of the day before
 */
export function brandChoices(
  customerId: string,
  placed: readonly PlacedOrder[],
): ReadonlyMap<string, readonly string[]> {
  const byCategory = new Map<string, UnitsOfDay[]>();
  for (const { day, lines } of placed) {
    for (const { purchase } of lines) {
      const { category, brand, quantity } = purchase;
      if (category === undefined || brand === undefined) continue;
      const days = byCategory.get(category) ?? [];
      byCategory.set(category, days);
      const latest = days.at(-1);
      const ofDay: UnitsOfDay = latest?.day === day ? latest : { day, units: new Map() };
      if (ofDay !== latest) days.push(ofDay);
      ofDay.units.set(brand, (ofDay.units.get(brand) ?? 0) + quantity);
    }
  }
  return new Map(
    [...byCategory].map(([category, days]) => [
      category,
      days.map((ofDay) => chosen(ofDay, `${customerId} ${category}`)),
    ]),
  );
}
