import { objects } from '../../domain/customers/customer-profile.ts';
import { HoldfastError } from '../../domain/errors.ts';
import { customerPartition, viewPartition } from '../../domain/fact-partition.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { asOfInstant } from '../../domain/shop-clock.ts';
import type { ProfilesStore } from '../../stores/customers/profiles-store.ts';
import type { ErasureStore } from '../../stores/history/erasure-store.ts';
import type { MergesStore } from '../../stores/history/merges-store.ts';
import type { OversizedCustomersStore } from '../../stores/models/oversized-customers-store.ts';
import type { ProgramStore } from '../../stores/program-store.ts';
import { inParallel } from '../in-parallel.ts';
import { type WithdrawOffersDeps, withdrawOffers } from '../offers/withdraw-offers.ts';
import { type RefreshCustomerDeps, refreshCustomer } from '../refresh-customer.ts';
import { keptCustomer } from './kept-customer.ts';
import { type MoveOrderDeps, moveOrder, stubExpiry } from './move-order.ts';

export interface MergeCustomersDeps extends MoveOrderDeps, RefreshCustomerDeps, WithdrawOffersDeps {
  readonly history: MoveOrderDeps['history'] & RefreshCustomerDeps['history'];
  readonly merges: MergesStore;
  readonly erasure: Pick<ErasureStore, 'deleteFact'>;
  readonly profiles: Pick<ProfilesStore, 'find'>;
  readonly oversizedCustomers: RefreshCustomerDeps['oversizedCustomers'] & Pick<OversizedCustomersStore, 'remove'>;
  readonly program: Pick<ProgramStore, 'readClock'>;
  readonly now: () => Date;
}

export interface MergedCustomers {
  /** Who has everything now: the one who was named, or the one they were merged into. */
  readonly customerId: CustomerId;
  readonly movedOrderCount: number;
  /** Orders an earlier call moved; their stubs tell for 30 days. */
  readonly alreadyThereCount: number;
  /** Returns, views and other facts. */
  readonly movedFactCount: number;
  /** Whether the one who is kept objects to being profiled, of their own or because the other did. */
  readonly objects: boolean;
}

const width = 16;
const maximumAttempts = 5;

const mergedAlready = (message: string): HoldfastError => new HoldfastError('customer.merged', message);

/** Whether following merges from one customer, settled or not, comes upon the other. */
async function leadsTo(merges: MergesStore, from: CustomerId, to: CustomerId): Promise<boolean> {
  const seen = new Set<CustomerId>();
  let at: CustomerId | undefined = from;
  while (at !== undefined && at !== to && !seen.has(at)) {
    seen.add(at);
    const merge: { readonly into: CustomerId } | undefined = await merges.find(at);
    at = merge?.into;
  }
  return at === to;
}

async function checkKnown(merges: MergesStore, customerId: CustomerId): Promise<void> {
  if (await merges.isKnown(customerId)) return;
  throw new HoldfastError(
    'customer.unknown',
    `customer ${customerId} is not known: there is neither an order nor a return nor a profile of them`,
  );
}

/**
 * Notes that one customer was merged into another, and settles it once no circle can come of it: each of two who are
 * being merged into each other at once sees the other's note, as both note first and look afterwards.
 * @returns the one who is kept
 */
async function noteMerge(merges: MergesStore, from: CustomerId, into: CustomerId): Promise<CustomerId> {
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const kept = await keptCustomer(merges, into);
    if (kept === from) {
      throw mergedAlready(`customer ${into} was merged into ${from} before, so ${from} cannot be merged into them`);
    }
    const noted = await merges.find(from);
    if (noted !== undefined && (await keptCustomer(merges, noted.into)) !== kept) {
      throw mergedAlready(
        noted.isSettled
          ? `customer ${from} was merged into ${noted.into} before; merge ${noted.into} instead`
          : `customer ${from} is being merged into ${noted.into}; send that call again until it succeeds`,
      );
    }
    if (noted?.isSettled) return kept;
    if (noted === undefined) {
      await checkKnown(merges, from);
      await checkKnown(merges, kept);
      await merges.noteAny();
      if (!(await merges.propose(from, kept))) continue;
    }
    const target = noted?.into ?? kept;
    if (await leadsTo(merges, target, from)) {
      await merges.withdraw(from);
      throw mergedAlready(
        `customers ${from} and ${target} are being merged into each other; send one of the calls again`,
      );
    }
    await merges.noteSource(target, from);
    if (await merges.settle(from, target)) return keptCustomer(merges, target);
  }
  throw new HoldfastError('store.throttled', `customer ${from} is being merged by others; send the request again`);
}

/** Of an offer that is withdrawn when its customer is merged into another. */
const withdrawnBecause = 'customer-merged';

type Moved = Pick<MergedCustomers, 'movedOrderCount' | 'alreadyThereCount' | 'movedFactCount'>;

/** Moves everything there is of one customer to another, and refreshes both. */
async function moveAll(deps: MergeCustomersDeps, from: CustomerId, to: CustomerId): Promise<Moved> {
  const { moving, erasure, profiles, merges } = deps;
  const partition = customerPartition(from);
  const { orderIds, facts, dropped, movedOrderCount } = await moving.listRows(partition);
  const moves = await inParallel(orderIds, width, (orderId) => moveOrder(deps, orderId, partition, to));
  const expiresAt = stubExpiry(deps.now());
  const movedFacts = await inParallel(facts, width, (sortKey) =>
    moving.moveFact({ from: partition, to: customerPartition(to), sortKey, customerId: to }, expiresAt),
  );
  const views = await moving.listRows(viewPartition(from));
  const movedViews = await inParallel(views.facts, width, (sortKey) =>
    moving.moveView({ from: viewPartition(from), to: viewPartition(to), sortKey, customerId: to }),
  );
  await withdrawOffers(deps, from, withdrawnBecause);
  // Before the profile that says it is deleted.
  if (objects(await profiles.find(from))) await merges.addObjection(to);
  await inParallel(dropped, width, (sortKey) => erasure.deleteFact(partition, sortKey));

  const asOf = asOfInstant(await deps.program.readClock(), deps.now());
  await refreshCustomer(deps, from, asOf, 'nightly');
  await deps.oversizedCustomers.remove(from);
  await refreshCustomer(deps, to, asOf, 'stream');
  return {
    movedOrderCount: moves.filter((move) => move === 'moved').length,
    alreadyThereCount: movedOrderCount + moves.filter((move) => move === 'there').length,
    movedFactCount: [...movedFacts, ...movedViews].filter(Boolean).length,
  };
}

/**
 * Merges a customer into another: orders, returns and all other facts come to the one who is kept, whose profile
 * stands; an objection of either holds. Repeating the call finishes one that was cut off, and brings over what has come
 * since. Throws `customer.merge-itself`, `customer.unknown` and `customer.merged`.
 */
export async function mergeCustomers(
  deps: MergeCustomersDeps,
  from: CustomerId,
  into: CustomerId,
): Promise<MergedCustomers> {
  if (from === into) {
    throw new HoldfastError('customer.merge-itself', `customer ${from} cannot be merged into themselves`);
  }
  let customerId = await noteMerge(deps.merges, from, into);
  const moved = await moveAll(deps, from, customerId);
  // Whoever merged the kept one meanwhile may have listed their orders before these came.
  for (let next = await keptCustomer(deps.merges, customerId); next !== customerId; ) {
    await moveAll(deps, customerId, next);
    customerId = next;
    next = await keptCustomer(deps.merges, customerId);
  }
  return { customerId, ...moved, objects: objects(await deps.profiles.find(customerId)) };
}
