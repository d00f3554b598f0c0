import { hasNoFacts } from '../../domain/customers/customer-summary.ts';
import type { CustomerId, ItemId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/orders/order.ts';
import { asOfInstant } from '../../domain/shop-clock.ts';
import { type CustomerSwitching, switchingOf } from '../../domain/switching/customer-switching.ts';
import type { StoredSwitching } from '../../domain/switching/stored-switching.ts';
import { switchingWeights } from '../../domain/switching/switching-weights.ts';
import type { CustomersStore } from '../../stores/customers/customers-store.ts';
import type { CustomerHistoriesStore, WholeHistory } from '../../stores/history/customer-histories-store.ts';
import type { CustomerModelsStore } from '../../stores/models/customer-models-store.ts';
import type { LearntShopStore } from '../../stores/models/learnt-shop-store.ts';
import type { ProgramStore } from '../../stores/program-store.ts';
import { measureHistory } from './measure-history.ts';
import { type SomeItemsDeps, someItems } from './shop-items.ts';

export interface ReadSwitchingDeps extends SomeItemsDeps {
  readonly customers: Pick<CustomersStore, 'find'>;
  readonly customerHistories: Pick<CustomerHistoriesStore, 'find'>;
  readonly customerModels: Pick<CustomerModelsStore, 'find'>;
  readonly learntShop: Pick<LearntShopStore, 'find'>;
  readonly program: Pick<ProgramStore, 'readClock'>;
  readonly now: () => Date;
  /** The shop's one currency, ISO 4217. */
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** What holds a customer and what pulls, when read. */
export interface ReadSwitching {
  readonly customerId: CustomerId;
  /** The shop's `as of` at reading. */
  readonly asOf: Instant;
  readonly objects: boolean;
  /** As the latest night has it; absent where none measured the customer. */
  readonly kept?: StoredSwitching;
  /** By all facts until now; absent of who objects, has no purchase, or before the first night. */
  readonly measured?: CustomerSwitching;
}

function itemsOf({ facts }: WholeHistory): readonly ItemId[] {
  return facts.flatMap((fact) => (fact.kind === 'order' ? fact.order.lines.map(({ itemId }) => itemId) : []));
}

/**
 * Measures a customer by the facts of now and what the latest night learned of the shop. Reads the whole history: some
 * read units for each hundred orders. Undefined of a customer who has neither order nor return, or none yet that the
 * stream of facts has brought.
 */
export async function readSwitching(
  deps: ReadSwitchingDeps,
  customerId: CustomerId,
): Promise<ReadSwitching | undefined> {
  const [history, row, shop, models, clock] = await Promise.all([
    deps.customerHistories.find(customerId),
    deps.customers.find(customerId),
    deps.learntShop.find(),
    deps.customerModels.find(),
    deps.program.readClock(),
  ]);
  if (row === undefined || hasNoFacts(row.summary)) return undefined;
  const asOf = asOfInstant(clock, deps.now());
  const head = { customerId, asOf, objects: history.objects };
  if (history.objects) return head;
  const kept = row.switching === undefined ? {} : { kept: row.switching };
  if (shop === undefined || shop.weightsVersion !== switchingWeights.version) return { ...head, ...kept };
  const items = await someItems(deps, itemsOf(history));
  const { currency, timeZone } = deps;
  const measured = measureHistory(history, { currency, timeZone, asOf, models, items, sentTypes: shop.sentTypes });
  if (measured === undefined) return { ...head, ...kept };
  return { ...head, ...kept, measured: switchingOf(measured.year, shop, measured.standing) };
}
