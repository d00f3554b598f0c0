import { createEventParser } from '../contracts/event-contract.ts';
import { contractContext } from '../contracts/fields.ts';
import { createItemParser } from '../contracts/item-contract.ts';
import { createOrderParser } from '../contracts/order-contract.ts';
import { putsOnlyAbsent } from '../contracts/put-condition.ts';
import { recordItems } from '../flows/record-items.ts';
import { recordOrders } from '../flows/record-orders.ts';
import { recordReturns } from '../flows/record-returns.ts';
import { createHistoryStore } from '../stores/history/history-store.ts';
import { createItemsStore } from '../stores/items-store.ts';
import { environment } from './environment.ts';
import { httpHandler } from './http/http-handler.ts';
import { takeEntries } from './http/take-entries.ts';
import { tableAccess } from './wiring.ts';

const { currency, maximumBasketItems } = environment();
const access = tableAccess();
const contract = contractContext(currency, () => new Date());
const deps = { history: createHistoryStore(access), items: createItemsStore(access), maximumBasketItems };

/** Takes orders, events and the catalogue in. */
export const handler = httpHandler({
  'POST /v1/orders': takeEntries({
    envelope: 'orders',
    idName: 'orderId',
    parse: createOrderParser(contract),
    record: (entries) =>
      recordOrders(
        deps,
        entries.map(({ index, value }) => ({ index, order: value })),
      ),
  }),
  'POST /v1/events': takeEntries({
    envelope: 'events',
    idName: 'eventId',
    parse: createEventParser(contract),
    record: (entries) =>
      recordReturns(
        deps,
        entries.map(({ index, value }) => ({ index, event: value })),
      ),
  }),
  'PUT /v1/items': takeEntries({
    envelope: 'items',
    idName: 'itemId',
    parse: createItemParser(contract),
    record: (entries, headers) =>
      recordItems(
        deps,
        entries.map(({ index, value }) => ({ index, item: value })),
        { onlyAbsent: putsOnlyAbsent(headers) },
      ),
  }),
});
