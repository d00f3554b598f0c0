import { createCustomerProfileParser } from '../contracts/customer-contract.ts';
import { createEventParser } from '../contracts/event-contract.ts';
import { contractContext } from '../contracts/fields.ts';
import { createItemParser } from '../contracts/item-contract.ts';
import { createOrderParser } from '../contracts/order-contract.ts';
import { putsOnlyAbsent } from '../contracts/put-condition.ts';
import { recordProfiles } from '../flows/personal/record-profiles.ts';
import { recordEvents } from '../flows/record-events.ts';
import { recordItems } from '../flows/record-items.ts';
import { recordOrders } from '../flows/record-orders.ts';
import { createProfilesStore } from '../stores/customers/profiles-store.ts';
import { createHistoryStore } from '../stores/history/history-store.ts';
import { createMergesStore } from '../stores/history/merges-store.ts';
import { createMovingStore } from '../stores/history/moving-store.ts';
import { createServiceEventsStore } from '../stores/history/service-events-store.ts';
import { createStorefrontFactsStore } from '../stores/history/storefront-facts-store.ts';
import { createItemsStore } from '../stores/items-store.ts';
import { environment } from './environment.ts';
import { httpHandler } from './http/http-handler.ts';
import { takeEntries } from './http/take-entries.ts';
import { tableAccess } from './wiring.ts';

const { currency, maximumBasketItems } = environment();
const access = tableAccess();
const contract = contractContext(currency, () => new Date());
const deps = {
  history: createHistoryStore(access),
  moving: createMovingStore(access),
  merges: createMergesStore(access),
  serviceEvents: createServiceEventsStore(access),
  storefrontFacts: createStorefrontFactsStore(access),
  items: createItemsStore(access),
  profiles: createProfilesStore(access),
  now: () => new Date(),
  maximumBasketItems,
};

/** Takes orders, events, the catalogue and customers in. */
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
      recordEvents(
        deps,
        entries.map(({ index, value }) => ({ index, sent: value })),
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
  'PUT /v1/customers': takeEntries({
    envelope: 'customers',
    idName: 'customerId',
    parse: createCustomerProfileParser(contract),
    record: (entries) =>
      recordProfiles(
        deps,
        entries.map(({ index, value }) => ({ index, profile: value })),
      ),
  }),
});
