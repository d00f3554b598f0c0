import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { asOfInstant } from '../domain/shop-clock.ts';
import { createModelsCache } from '../flows/customers/models-cache.ts';
import { refreshCustomer } from '../flows/refresh-customer.ts';
import { changedCustomer } from '../stores/changed-keys.ts';
import { createCustomersStore } from '../stores/customers/customers-store.ts';
import { createHistoryStore } from '../stores/history/history-store.ts';
import { createCustomerModelsStore } from '../stores/models/customer-models-store.ts';
import { createOversizedCustomersStore } from '../stores/models/oversized-customers-store.ts';
import { createProgramStore } from '../stores/program-store.ts';
import { createRetentionReportStore } from '../stores/reports/retention-report-store.ts';
import { environment } from './environment.ts';
import { consumeStreamBatch } from './streams/stream-batch.ts';
import { tableAccess } from './wiring.ts';

const access = tableAccess();
const { currency, timeZone } = environment();
const program = createProgramStore(access);
const now = () => new Date();
const deps = {
  history: createHistoryStore(access),
  customers: createCustomersStore(access),
  oversizedCustomers: createOversizedCustomersStore(access),
  customerModels: createModelsCache(createCustomerModelsStore(access), now),
  retentionReport: createRetentionReportStore(access),
  now,
  currency,
  timeZone,
};

/** Reads `History`: recomputes the rows of customers whose orders, returns or profile changed. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const asOf = asOfInstant(await program.readClock(), deps.now());
  return consumeStreamBatch(event, {
    width: 16,
    keyOf(change) {
      const customerId = changedCustomer(change);
      return customerId && { text: customerId, key: customerId };
    },
    work: (customerId) => refreshCustomer(deps, customerId, asOf, 'stream'),
  });
}
