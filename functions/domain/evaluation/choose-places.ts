import type { Random } from '../simulation/random.ts';

/**
 * Draws places of a list without replacement, all equally likely, ascending. O(count).
 * Source: Knuth, "The Art of Computer Programming" volume 2, 3.4.2, algorithm S.
 * @param wanted how many; all where there are no more
 */
export function choosePlaces(count: number, wanted: number, random: Random): Uint32Array {
  if (wanted >= count) return Uint32Array.from({ length: count }, (_, place) => place);
  const chosen = new Uint32Array(wanted);
  let taken = 0;
  for (let place = 0; taken < wanted; place += 1) {
    if (random.unit() * (count - place) >= wanted - taken) continue;
    chosen[taken] = place;
    taken += 1;
  }
  return chosen;
}
