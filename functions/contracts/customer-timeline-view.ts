import * as z from 'zod';
import type { TimelineEntry, TimelinePage } from '../domain/customers/timeline.ts';
import type { CustomerId, ItemId } from '../domain/ids.ts';
import type { CatalogueItem } from '../domain/items/item.ts';
import type { Order } from '../domain/orders/order.ts';
import type { ServiceCase } from '../domain/service/service-cases.ts';
import { caseKinds, serviceEventTypes } from '../domain/service/service-event.ts';
import { groupNames } from '../domain/standing/customer-group.ts';
import { timelineCursor } from './customer-timeline-query.ts';
import { currencyDecimals, toMajorUnits } from './money.ts';

const at = () => z.string().meta({ format: 'date-time' });
const itemFields = {
  itemId: z.string(),
  name: z.string().optional().meta({ description: 'As the catalogue or the order has it.' }),
};

const caseSchema = z
  .strictObject({
    caseId: z.string(),
    kind: z.enum(caseKinds),
    openedAt: at(),
    answeredAt: at().nullable().meta({ description: 'The first answer.' }),
    resolvedAt: at().nullable().meta({ description: 'Null while it is open, and again once it was reopened.' }),
    isOpen: z.boolean(),
    orderId: z.string().optional(),
    channel: z.string().optional(),
  })
  .meta({ id: 'ServiceCase' });

const eventTypes = serviceEventTypes.filter((type) => type !== 'case');

const entrySchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('order'),
    at: at(),
    orderId: z.string(),
    isCancelled: z.boolean(),
    currency: z.string(),
    value: z.number().meta({ description: 'After discounts, before returns and shipping.' }),
    channel: z.string().optional(),
    lines: z.array(
      z.strictObject({
        ...itemFields,
        quantity: z.int(),
        returnedQuantity: z.int().meta({ description: 'As the order itself tells; return events are apart.' }),
      }),
    ),
  }),
  z.strictObject({
    type: z.literal('return'),
    at: at(),
    ...itemFields,
    quantity: z.int(),
    orderId: z.string().optional(),
    reason: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('case'), at: at(), case: caseSchema }),
  z.strictObject({
    type: z.literal('event'),
    at: at(),
    event: z.enum(eventTypes),
    itemId: z.string().optional(),
    name: z.string().optional(),
    orderId: z.string().optional(),
    details: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .meta({ description: 'What else the event says, such as `stars`; amounts in the stage’s currency.' }),
  }),
  z.strictObject({
    type: z.literal('group'),
    at: at(),
    group: z.enum(groupNames),
    previousGroup: z.enum(groupNames).optional(),
  }),
]);

export const customerTimelineSchema = z
  .strictObject({
    customerId: z.string(),
    openCases: z.array(caseSchema).meta({ description: 'Cases that wait for the shop, oldest first; on every page.' }),
    entries: z.array(entrySchema).meta({ description: 'Newest first.' }),
    entryCount: z.int().meta({ description: 'Of all pages together.' }),
    nextCursor: z.string().optional().meta({ description: 'For the next page; absent on the last one.' }),
  })
  .meta({ id: 'CustomerTimeline' });

export type CustomerTimelineView = z.infer<typeof customerTimelineSchema>;
type EntryView = CustomerTimelineView['entries'][number];
type ItemNames = ReadonlyMap<ItemId, Pick<CatalogueItem, 'name' | 'title'>>;

const viewCase = (one: ServiceCase): z.infer<typeof caseSchema> => ({
  ...one,
  answeredAt: one.answeredAt ?? null,
  resolvedAt: one.resolvedAt ?? null,
  isOpen: one.resolvedAt === undefined,
});

function named(itemId: ItemId, items: ItemNames, ofLine?: string) {
  const item = items.get(itemId);
  const name = item?.name ?? item?.title ?? ofLine;
  return { itemId, ...(name === undefined ? {} : { name }) };
}

function viewOrder(order: Order, items: ItemNames): EntryView {
  const { orderId, placedAt, status, currency, channel, lines, discountMinor = 0 } = order;
  const valueMinor = lines.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0);
  return {
    type: 'order',
    at: placedAt,
    orderId,
    isCancelled: status === 'cancelled',
    currency,
    value: toMajorUnits(valueMinor - discountMinor, currencyDecimals(currency)),
    ...(channel === undefined ? {} : { channel }),
    lines: lines.map(({ itemId, name, quantity, returnedQuantity = 0 }) => ({
      ...named(itemId, items, name),
      quantity,
      returnedQuantity,
    })),
  };
}

function viewEvent(
  { at: when, event }: TimelineEntry & { type: 'event' },
  items: ItemNames,
  decimals: number,
): EntryView {
  const { eventId: _, occurredAt: _at, customerId: _customer, type, ...rest } = event;
  const { itemId, orderId, ...details } = { itemId: undefined, orderId: undefined, ...rest };
  const shown = Object.entries(details).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const isMinor = name.endsWith('Minor') && typeof value === 'number';
    return [isMinor ? [name.slice(0, -'Minor'.length), toMajorUnits(value, decimals)] : [name, value]];
  });
  return {
    type: 'event',
    at: when,
    event: type,
    ...(itemId === undefined ? {} : named(itemId, items)),
    ...(orderId === undefined ? {} : { orderId }),
    details: Object.fromEntries(shown),
  };
}

function viewEntry(entry: TimelineEntry, items: ItemNames, decimals: number): EntryView {
  switch (entry.type) {
    case 'order':
      return viewOrder(entry.order, items);
    case 'return': {
      const { itemId, quantity, orderId, reason } = entry.event;
      return {
        type: 'return',
        at: entry.at,
        ...named(itemId, items),
        quantity,
        ...(orderId === undefined ? {} : { orderId }),
        ...(reason === undefined ? {} : { reason }),
      };
    }
    case 'case':
      return { type: 'case', at: entry.at, case: viewCase(entry.ofCase) };
    case 'event':
      return viewEvent(entry, items, decimals);
    case 'group': {
      const { group, previousGroup } = entry.change;
      return { type: 'group', at: entry.at, group, ...(previousGroup === undefined ? {} : { previousGroup }) };
    }
  }
}

/** What happened between a customer and the shop, as a caller sees it, money in major units. */
export const viewCustomerTimeline = (
  {
    customerId,
    page,
    items,
  }: { readonly customerId: CustomerId; readonly page: TimelinePage; readonly items: ItemNames },
  { decimals }: { readonly decimals: number },
): CustomerTimelineView => ({
  customerId,
  openCases: page.openCases.map(viewCase),
  entries: page.entries.map((entry) => viewEntry(entry, items, decimals)),
  entryCount: page.entryCount,
  ...(page.next === undefined ? {} : { nextCursor: timelineCursor(page.next) }),
});
