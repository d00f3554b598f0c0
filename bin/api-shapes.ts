import { toMajorUnits } from '../functions/contracts/money.ts';
import type { CatalogueItem } from '../functions/domain/items/item.ts';
import type { Order, ReturnEvent } from '../functions/domain/orders/order.ts';
import type { ServiceEvent } from '../functions/domain/service/service-event.ts';

type ApiObject = Readonly<Record<string, unknown>>;

const minorEnding = 'Minor';

/** Fields in minor units under the name and in the units of the API: `unitPriceMinor: 255` as `unitPrice: 2.55`. */
function withMajorUnits(fields: object, decimals: number): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name.endsWith(minorEnding) && typeof value === 'number') {
      shown[name.slice(0, -minorEnding.length)] = toMajorUnits(value, decimals);
    } else shown[name] = value;
  }
  return shown;
}

/** An order as `POST /v1/orders` takes it. @param decimals of the order's currency */
export function toApiOrder(order: Order, decimals: number): ApiObject {
  const { lines, updatedAt, ...head } = order;
  return {
    ...withMajorUnits(head, decimals),
    // Absent means equal to placedAt.
    ...(updatedAt === order.placedAt ? {} : { updatedAt }),
    lines: lines.map((line) => withMajorUnits(line, decimals)),
  };
}

/** A return as `POST /v1/events` takes it. */
export const toApiReturn = (event: ReturnEvent): ApiObject => ({ type: 'return', ...event });

/** An item as `PUT /v1/items` takes it. */
export const toApiItem = (item: CatalogueItem, decimals: number): ApiObject => withMajorUnits(item, decimals);

/** A service event as `POST /v1/events` takes it. */
export const toApiServiceEvent = (event: ServiceEvent, decimals: number): ApiObject => withMajorUnits(event, decimals);
