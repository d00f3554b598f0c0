import type { CustomerActivity } from '../../domain/customers/customer-activity.ts';
import type { CustomerSummary } from '../../domain/customers/customer-summary.ts';
import { itemDaysEntries, itemDaysListFromText } from '../../domain/customers/item-days.ts';
import { toItemId } from '../../domain/ids.ts';
import { defined, optionalTextOf, type Row, textOf } from '../attributes.ts';
import { dayEntries, decodeDays, decodeMonths, decodeNames, monthEntries, nameEntries } from './activity-codec.ts';
import { fitParts } from './fit-parts.ts';
import { decodeIdListInOrder, encodeIdListInOrder } from './item-ids-codec.ts';

const entryBytes = (entry: string): number => Buffer.byteLength(entry) + 1;

/** Names of the attributes the lists are kept in. */
const listAttributes = ['itemsBought', 'itemDays', 'daysBought', 'months', 'categories', 'brands', 'channels'] as const;
export const listAttributeBytes = listAttributes.join('').length;

/**
 * The lists of a customer's row, cut from their ends to a room. Where all do not fit, items give way first, the
 * oldest of them, then purchase days, then months, then the rarest names; but each keeps its share of the room.
 * O(entries).
 * @param room bytes for the values of all lists together
 */
export function encodeCustomerLists({ itemsBought, daysOfItems, activity }: CustomerSummary, room: number): Row {
  const itemDays = itemDaysEntries(daysOfItems);
  const channels = nameEntries(activity.channels);
  const categories = nameEntries(activity.categories);
  const brands = nameEntries(activity.brands);
  const months = monthEntries(activity.months);
  const days = dayEntries(activity.purchaseDays);
  const [channelCount, categoryCount, brandCount, monthCount, dayCount, itemCount] = fitParts(
    [
      { entryBytes: channels.map(entryBytes), share: 0.05 },
      { entryBytes: categories.map(entryBytes), share: 0.12 },
      { entryBytes: brands.map(entryBytes), share: 0.08 },
      { entryBytes: months.map(entryBytes), share: 0.2 },
      { entryBytes: days.map(entryBytes), share: 0.15 },
      {
        entryBytes: itemsBought.map((itemId, place) => entryBytes(itemId) + entryBytes(itemDays[place] ?? '')),
        share: 0.4,
      },
    ],
    room,
  );
  const joined = (entries: readonly string[], count: number | undefined, mark: string): string | undefined =>
    entries.slice(0, count).join(mark) || undefined;
  return defined({
    itemsBought: encodeIdListInOrder(itemsBought.slice(0, itemCount)),
    // One text instead of a list of maps, which would take five times the room.
    itemDays: itemDays.slice(0, itemCount).join(','),
    daysBought: joined(days, dayCount, ','),
    months: joined(months, monthCount, ','),
    categories: joined(categories, categoryCount, '\n'),
    brands: joined(brands, brandCount, '\n'),
    channels: joined(channels, channelCount, '\n'),
  });
}

type CustomerLists = Pick<CustomerSummary, 'itemsBought' | 'daysOfItems'> & {
  readonly activity: Pick<CustomerActivity, 'purchaseDays' | 'months' | 'categories' | 'brands' | 'channels'>;
};

/** A row of before any of them was kept gets it with the customer's next order, or by `rebuild`; until then it is empty. */
export function decodeCustomerLists(row: Row): CustomerLists {
  const listText = (name: (typeof listAttributes)[number]): string => optionalTextOf(row, name) ?? '';
  return {
    itemsBought: decodeIdListInOrder(textOf(row, 'itemsBought')).map(toItemId),
    daysOfItems: itemDaysListFromText(listText('itemDays')),
    activity: {
      purchaseDays: decodeDays(listText('daysBought')),
      months: decodeMonths(listText('months')),
      categories: decodeNames(listText('categories')),
      brands: decodeNames(listText('brands')),
      channels: decodeNames(listText('channels')),
    },
  };
}
