import type { CountedPosting, HalvedPairs, Posting } from '../../domain/copurchase/posting.ts';
import { type ItemId, type OrderId, toItemId, toOrderId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/orders/order.ts';
import { defined, flagOf, optionalTextOf, type Row, textOf } from '../attributes.ts';
import { itemKey, postingSortKey } from '../key-codec.ts';
import { expiryAttribute } from '../tables.ts';
import { decodeIdList, encodeIdList } from './id-list-codec.ts';

/** A place where an order no longer gives evidence; kept for a while so that a late writer of an old version fails. */
export interface Tombstone {
  readonly itemId: ItemId;
  readonly orderId: OrderId;
  readonly placedAt: Instant;
  /** Version of the order that took the evidence away. */
  readonly version: number;
  readonly expiresAtEpochSeconds: number;
}

const allHalved = '*';

/** Places in base 36, parted by spaces; most orders have none and no attribute. */
const encodeHalvedPairs = (halved: HalvedPairs): string =>
  halved === 'all' ? allHalved : halved.map((place) => place.toString(36)).join(' ');

const decodeHalvedPairs = (text: string): HalvedPairs =>
  text === allHalved ? 'all' : text.split(' ').map((place) => Number.parseInt(place, 36));

export const encodePosting = (posting: Posting, imported: boolean): Row =>
  defined({
    pk: itemKey(posting.itemId),
    sk: postingSortKey(posting.placedAt, posting.orderId),
    version: posting.version,
    beside: posting.otherItemIds.length === 0 ? undefined : encodeIdList(posting.otherItemIds),
    halved: posting.halvedPairs === undefined ? undefined : encodeHalvedPairs(posting.halvedPairs),
    imported: imported ? true : undefined,
  });

export const encodeTombstone = (tombstone: Tombstone, imported: boolean): Row =>
  defined({
    pk: itemKey(tombstone.itemId),
    sk: postingSortKey(tombstone.placedAt, tombstone.orderId),
    version: tombstone.version,
    retired: true,
    imported: imported ? true : undefined,
    [expiryAttribute]: tombstone.expiresAtEpochSeconds,
  });

/** The attributes that counting needs; the others would cost more time to carry and decode than these. */
export const countedAttributes = 'sk, beside, halved, retired';

/** The posting of an item's row, read with `countedAttributes`; undefined for a tombstone. */
export function decodePosting(itemId: ItemId, row: Row): CountedPosting | undefined {
  if (flagOf(row, 'retired')) return undefined;
  const sortKey = textOf(row, 'sk');
  const mark = sortKey.indexOf('#');
  const halved = optionalTextOf(row, 'halved');
  return {
    itemId,
    orderId: toOrderId(sortKey.slice(mark + 1)),
    placedAt: sortKey.slice(0, mark),
    otherItemIds: decodeIdList(optionalTextOf(row, 'beside') ?? '').map(toItemId),
    ...(halved === undefined ? {} : { halvedPairs: decodeHalvedPairs(halved) }),
  };
}
