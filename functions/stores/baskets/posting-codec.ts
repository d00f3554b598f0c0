import type { Posting } from '../../domain/copurchase/posting.ts';
import { type ItemId, type OrderId, toItemId, toOrderId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/orders/order.ts';
import { defined, flagOf, numberOf, optionalTextOf, type Row, textOf } from '../attributes.ts';
import { itemKey, itemOfKey, postingSortKey } from '../key-codec.ts';
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

export const encodePosting = (posting: Posting, imported: boolean): Row =>
  defined({
    pk: itemKey(posting.itemId),
    sk: postingSortKey(posting.placedAt, posting.orderId),
    version: posting.version,
    others: posting.otherItemIds.length === 0 ? undefined : encodeIdList(posting.otherItemIds),
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

/** The posting of a row; undefined for a tombstone. */
export function decodePosting(row: Row): Posting | undefined {
  if (flagOf(row, 'retired')) return undefined;
  const itemId = itemOfKey(textOf(row, 'pk'));
  if (itemId === undefined) return undefined;
  const sortKey = textOf(row, 'sk');
  const mark = sortKey.indexOf('#');
  return {
    itemId,
    orderId: toOrderId(sortKey.slice(mark + 1)),
    placedAt: sortKey.slice(0, mark),
    version: numberOf(row, 'version'),
    otherItemIds: decodeIdList(optionalTextOf(row, 'others') ?? '').map(toItemId),
  };
}
