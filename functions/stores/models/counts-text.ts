import { type ItemId, toItemId } from '../../domain/ids.ts';

/** Reads counts by item back from a text of a line each, id and count parted by a tab. An id never holds a tab. */
export function parseCounts(text: string): Map<ItemId, number> {
  const counts = new Map<ItemId, number>();
  for (const line of text.split('\n')) {
    const tab = line.lastIndexOf('\t');
    if (tab > 0) counts.set(toItemId(line.slice(0, tab)), Number(line.slice(tab + 1)));
  }
  return counts;
}
