import { HoldfastError } from '../../domain/errors.ts';
import { type ItemId, toItemId } from '../../domain/ids.ts';
import type {
  NewItem,
  NextItems,
  NextNeighbour,
  RebuyRhythm,
  SimilarItems,
  SimilarNeighbour,
  TrendingItem,
} from '../../domain/relations/item-relations.ts';
import { numberOf, type Row, textOf } from '../attributes.ts';
import { itemKey, itemOfKey } from '../key-codec.ts';

/** Entries as one text, a line each, parts parted by tabs; see the decision on texts instead of lists. */
const encodeLines = (lines: readonly (readonly (string | number)[])[]): string =>
  lines.map((parts) => parts.join('\t')).join('\n');

function decodeLines<Entry>(text: string, partCount: number, make: (id: ItemId, parts: string[]) => Entry): Entry[] {
  if (text === '') return [];
  return text.split('\n').map((line) => {
    const [id, ...parts] = line.split('\t');
    if (id === undefined || parts.length !== partCount) {
      throw new HoldfastError('store.corrupt-row', `an entry has an id and ${partCount} figures, not "${line}"`);
    }
    return make(toItemId(id), parts);
  });
}

function itemOf(row: Row): ItemId {
  const itemId = itemOfKey(textOf(row, 'pk'));
  if (itemId !== undefined) return itemId;
  throw new HoldfastError('store.corrupt-row', `a row of an item is keyed item#<id>, not "${textOf(row, 'pk')}"`);
}

const headOf = (row: NextItems | SimilarItems): Row => ({
  pk: itemKey(row.itemId),
  sk: row.kind,
  buyers: row.buyerCount,
  asOf: row.asOf,
  relationsVersion: row.relationsVersion,
});

const decodeHead = (row: Row) => ({
  itemId: itemOf(row),
  buyerCount: numberOf(row, 'buyers'),
  asOf: textOf(row, 'asOf'),
  relationsVersion: numberOf(row, 'relationsVersion'),
});

export const encodeNextItems = (row: NextItems): Row => ({
  ...headOf(row),
  neighbours: encodeLines(
    row.neighbours.map((neighbour) => [
      neighbour.itemId,
      neighbour.buyersAfter,
      neighbour.buyersBefore,
      neighbour.expectedAfterPerMille,
      neighbour.usualGapDays,
    ]),
  ),
});

export const decodeNextItems = (row: Row): NextItems => ({
  ...decodeHead(row),
  kind: 'next',
  neighbours: decodeLines(
    textOf(row, 'neighbours'),
    4,
    (itemId, [after, before, expected, gap]): NextNeighbour => ({
      itemId,
      buyersAfter: Number(after),
      buyersBefore: Number(before),
      expectedAfterPerMille: Number(expected),
      usualGapDays: Number(gap),
    }),
  ),
});

export const encodeSimilarItems = (row: SimilarItems): Row => ({
  ...headOf(row),
  neighbours: encodeLines(
    row.neighbours.map((neighbour) => [
      neighbour.itemId,
      neighbour.buyersOfBoth,
      neighbour.expectedBuyersOfBoth,
      neighbour.baskets,
      neighbour.expectedBaskets,
    ]),
  ),
});

export const decodeSimilarItems = (row: Row): SimilarItems => ({
  ...decodeHead(row),
  kind: 'similar',
  neighbours: decodeLines(
    textOf(row, 'neighbours'),
    4,
    (itemId, [both, expectedBoth, baskets, expectedBaskets]): SimilarNeighbour => ({
      itemId,
      buyersOfBoth: Number(both),
      expectedBuyersOfBoth: Number(expectedBoth),
      baskets: Number(baskets),
      expectedBaskets: Number(expectedBaskets),
    }),
  ),
});

export const encodeRebuyRhythm = (rhythm: RebuyRhythm): Row => ({
  pk: itemKey(rhythm.itemId),
  sk: 'rebuy',
  buyers: rhythm.buyerCount,
  rebuyers: rhythm.rebuyerCount,
  gapShape: rhythm.gapShape,
  gapScaleDays: rhythm.gapScaleDays,
});

export const decodeRebuyRhythm = (row: Row): RebuyRhythm => ({
  itemId: itemOf(row),
  buyerCount: numberOf(row, 'buyers'),
  rebuyerCount: numberOf(row, 'rebuyers'),
  gapShape: numberOf(row, 'gapShape'),
  gapScaleDays: numberOf(row, 'gapScaleDays'),
});

export const encodeTrendingItems = (items: readonly TrendingItem[]): string =>
  encodeLines(items.map(({ itemId, recentBaskets, expectedBaskets }) => [itemId, recentBaskets, expectedBaskets]));

export const decodeTrendingItems = (text: string): readonly TrendingItem[] =>
  decodeLines(text, 2, (itemId, [recent, expected]) => ({
    itemId,
    recentBaskets: Number(recent),
    expectedBaskets: Number(expected),
  }));

export const encodeNewItems = (items: readonly NewItem[]): string =>
  encodeLines(items.map(({ itemId, availableSince, baskets }) => [itemId, availableSince, baskets]));

export const decodeNewItems = (text: string): readonly NewItem[] =>
  decodeLines(text, 2, (itemId, [since, baskets]) => ({
    itemId,
    availableSince: since ?? '',
    baskets: Number(baskets),
  }));
