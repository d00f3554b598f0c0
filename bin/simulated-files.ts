import { currencyDecimals } from '../functions/contracts/money.ts';
import type { CatalogueItem } from '../functions/domain/items/item.ts';
import type { ServiceEvent } from '../functions/domain/service/service-event.ts';
import type { ServiceEvent as SimulatedEvent } from '../functions/domain/simulation/service.ts';
import type { SimulatedShop } from '../functions/domain/simulation/simulate-shop.ts';
import type { SimulatedItem } from '../functions/domain/simulation/simulated-item.ts';
import { toApiItem, toApiOrder, toApiReturn, toApiServiceEvent } from './api-shapes.ts';

const line = (json: unknown): string => `${JSON.stringify(json)}\n`;

/** Orders and returns of a simulated shop, as the API takes them. */
export function* recordLines(shop: SimulatedShop, currency: string): Generator<string> {
  const decimals = currencyDecimals(currency);
  for (const record of shop.records()) {
    yield line(record.kind === 'order' ? toApiOrder(record.order, decimals) : toApiReturn(record.event));
  }
}

function catalogueItem(item: SimulatedItem): CatalogueItem {
  const { itemId, name, category, brand, tags, listPriceMinor, unitCostMinor, variantOf, launchedAt } = item;
  return {
    itemId,
    name,
    category,
    brand,
    priceMinor: listPriceMinor,
    listPriceMinor,
    unitCostMinor,
    tags,
    ...(variantOf === undefined ? {} : { variantOf }),
    ...(launchedAt === undefined ? {} : { launchedAt: new Date(launchedAt).toISOString() }),
  };
}

/** The catalogue of a simulated shop, as the API takes it. */
export function* itemLines(shop: SimulatedShop, currency: string): Generator<string> {
  const decimals = currencyDecimals(currency);
  for (const item of shop.items) yield line(toApiItem(catalogueItem(item), decimals));
}

/** What a shop would send of what happened: a complaint is a case of one or two steps. Guests have no such events. */
function eventsOf(event: SimulatedEvent): readonly ServiceEvent[] {
  const { orderId, customerId, occurredAt } = event;
  if (customerId === undefined) return [];
  const of = { eventId: `${event.type}-${orderId}`, customerId, orderId, occurredAt };
  if (event.type === 'late-delivery') return [{ ...of, type: 'late-delivery', daysLate: event.daysLate }];
  if (event.type === 'rating') return [{ ...of, type: 'rating', stars: event.stars }];
  const opened = { ...of, type: 'case', caseId: of.eventId, kind: 'complaint', step: 'opened' } as const;
  if (event.resolvedAt === undefined) return [opened];
  return [opened, { ...opened, eventId: `${of.eventId}-resolved`, step: 'resolved', occurredAt: event.resolvedAt }];
}

/** Service events of a simulated shop, as `analyze --events` takes them. */
export function* serviceEventLines(shop: SimulatedShop, currency: string): Generator<string> {
  const decimals = currencyDecimals(currency);
  for (const simulated of shop.serviceEvents()) {
    for (const event of eventsOf(simulated)) yield line(toApiServiceEvent(event, decimals));
  }
}
