/** A list in a row that is cut from its end where there is no room for all of it. */
export interface Part {
  /** Bytes of each entry with what parts it from the next, the one to keep longest first. */
  readonly entryBytes: readonly number[];
  /** Share of the room that this list can have whatever the others need; all shares add up to 1 at most. */
  readonly share: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** How many entries from the front fit into a room. O(entries). */
function fittingCount(entryBytes: readonly number[], room: number): number {
  let used = 0;
  let count = 0;
  for (const bytes of entryBytes) {
    used += bytes;
    if (used > room) break;
    count += 1;
  }
  return count;
}

/**
 * Parts a room among lists. Each can have its share; what some do not need goes to the others, first come first
 * served: the last in the list gives way first. O(entries).
 * @param room bytes for all lists together
 * @returns entries to keep of each, from its front
 */
export function fitParts(parts: readonly Part[], room: number): readonly number[] {
  const needs = parts.map(({ entryBytes }) => sum(entryBytes));
  const rooms = parts.map(({ share }, place) => Math.min(needs[place] ?? 0, Math.floor(share * room)));
  let left = room - sum(rooms);
  return parts.map(({ entryBytes }, place) => {
    const own = rooms[place] ?? 0;
    const extra = Math.max(0, Math.min(left, (needs[place] ?? 0) - own));
    left -= extra;
    return fittingCount(entryBytes, own + extra);
  });
}
