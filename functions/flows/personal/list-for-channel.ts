import { agreedTo, type Channel, objects } from '../../domain/customers/customer-profile.ts';
import { hasNoFacts } from '../../domain/customers/customer-summary.ts';
import type { PersonalAnswer, PersonalKind, PersonalRequest } from '../../domain/personal/personal-answer.ts';
import { noRules } from '../../domain/selection/selection-rules.ts';
import type { CustomerRow } from '../../stores/customers/customer-codec.ts';
import type { CustomersStore } from '../../stores/customers/customers-store.ts';
import type { ProfilesStore } from '../../stores/customers/profiles-store.ts';
import { inParallel } from '../in-parallel.ts';
import type { MakeListDeps, PersonalDeps } from './personal-deps.ts';
import { makePersonalList, todayOfShop } from './recommend-personally.ts';

export interface ListForChannelDeps extends MakeListDeps, Pick<PersonalDeps, 'program' | 'timeZone'> {
  readonly customers: Pick<CustomersStore, 'scanRows'>;
  readonly profiles: Pick<ProfilesStore, 'findMany'>;
}

export interface ChannelLists {
  /** The customers are to be written to this way; it is the placement of the lists too. */
  readonly channel: Channel;
  readonly kinds: readonly PersonalKind[];
  /** Entries of each list at most, 1 to 50. */
  readonly limit: number;
}

/** What became of a customer: their lists, or why there are none. */
export type ChannelOutcome =
  | { readonly outcome: 'listed'; readonly answers: readonly PersonalAnswer[] }
  | { readonly outcome: 'no-consent' | 'objection' | 'nothing-to-name' };

/** Customers whose consent is read in one answer, and whose lists are held at once. */
const chunkSize = 50;
const width = 8;

function requestsFor({ summary }: CustomerRow, { channel, kinds, limit }: ChannelLists): readonly PersonalRequest[] {
  const { customerId } = summary;
  const common = { customerId, limit, rules: { ...noRules, inStock: true }, placement: channel };
  return kinds.map((kind) =>
    kind === 'buy-again'
      ? { ...common, kind }
      : { ...common, kind, fill: true, excludeOwned: true, viewed: [], viewWeight: 0 },
  );
}

/**
 * The lists of every customer who agreed to a channel and does not object to being profiled, in no order. Reads the
 * whole table of customers, a page at a time, and holds the lists of 50 customers at most.
 */
export async function* listForChannel(deps: ListForChannelDeps, lists: ChannelLists): AsyncGenerator<ChannelOutcome> {
  const today = await todayOfShop(deps);

  async function ofChunk(rows: readonly CustomerRow[]): Promise<readonly ChannelOutcome[]> {
    const profiles = await deps.profiles.findMany(rows.map(({ summary }) => summary.customerId));
    return inParallel(rows, width, async (row): Promise<ChannelOutcome> => {
      const profile = profiles.get(row.summary.customerId);
      if (objects(profile)) return { outcome: 'objection' };
      if (!agreedTo(profile, lists.channel)) return { outcome: 'no-consent' };
      const known = { profile, summary: row.summary, today };
      const made = await Promise.all(requestsFor(row, lists).map((request) => makePersonalList(deps, request, known)));
      const answers = made.filter(({ entries }) => entries.length > 0);
      return answers.length === 0 ? { outcome: 'nothing-to-name' } : { outcome: 'listed', answers };
    });
  }

  let chunk: CustomerRow[] = [];
  for await (const row of deps.customers.scanRows()) {
    // An erased customer's row waits for its deletion.
    if (hasNoFacts(row.summary)) continue;
    chunk.push(row);
    if (chunk.length < chunkSize) continue;
    yield* await ofChunk(chunk);
    chunk = [];
  }
  yield* await ofChunk(chunk);
}
