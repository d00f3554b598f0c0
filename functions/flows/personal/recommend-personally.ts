import { type CustomerProfile, objects } from '../../domain/customers/customer-profile.ts';
import { type CustomerSummary, hasNoFacts } from '../../domain/customers/customer-summary.ts';
import { boughtItems } from '../../domain/personal/bought-items.ts';
import {
  type EmptyReason,
  type PersonalAnswer,
  type PersonalRequest,
  type PersonalSource,
  personalSources,
} from '../../domain/personal/personal-answer.ts';
import { calendarDayNumber } from '../../domain/relations/calendar-day-number.ts';
import { asOfInstant } from '../../domain/shop-clock.ts';
import { makeBuyAgain } from './make-buy-again.ts';
import { makeForYou } from './make-for-you.ts';
import type { MakeListDeps, PersonalDeps } from './personal-deps.ts';
import { isUnpersonalised, personalIdOf } from './personal-identity.ts';

/** What the shop knows of a customer, read before. */
export interface KnownCustomer {
  readonly profile?: CustomerProfile | undefined;
  readonly summary?: CustomerSummary | undefined;
  /** Day of the shop that lists refer to, counted from 1970-01-01. */
  readonly today: number;
}

function sourceOf(entries: readonly { readonly source: PersonalSource }[]): PersonalSource | 'none' {
  return personalSources.find((source) => entries.some((entry) => entry.source === source)) ?? 'none';
}

/** Makes the list of a customer that has been read. */
export async function makePersonalList(
  deps: MakeListDeps,
  request: PersonalRequest,
  { profile, summary: read, today }: KnownCustomer,
): Promise<PersonalAnswer> {
  const now = deps.now();
  const summary = read === undefined || hasNoFacts(read) ? undefined : read;
  const known = summary !== undefined;
  const objected = objects(profile);
  const bought = summary === undefined ? [] : boughtItems(summary);
  const plain = isUnpersonalised(request, now);
  const common = { customerId: request.customerId, known, today, recommendationId: personalIdOf(request, plain, now) };
  const empty = (emptyReason: EmptyReason) => ({ source: 'none', entries: [], emptyReason }) as const;

  if (request.kind === 'buy-again') {
    const { kind } = request;
    if (objected) return { ...common, kind, ...empty('objection') };
    if (!known) return { ...common, kind, ...empty('unknown-customer') };
    const { entries, hadDueItems } = await makeBuyAgain(deps, request, bought, today);
    if (entries.length > 0) return { ...common, kind, source: 'customer', entries };
    return { ...common, kind, ...empty(hadDueItems ? 'nothing-left' : 'nothing-due') };
  }
  const { kind } = request;
  if (objected) return { ...common, kind, ...empty('objection') };
  const entries = await makeForYou(deps, request, bought, summary?.itemsBought ?? [], plain, today);
  if (entries.length === 0) return { ...common, kind, ...empty('nothing-left') };
  return { ...common, kind, source: sourceOf(entries), entries };
}

/** The day of the shop that its lists refer to: today, or the day after the newest order of an import of old ones. */
export async function todayOfShop(deps: Pick<PersonalDeps, 'program' | 'now' | 'timeZone'>): Promise<number> {
  return calendarDayNumber(asOfInstant(await deps.program.readClock(), deps.now()), deps.timeZone);
}

/**
 * A customer's own list: three reads side by side for the customer, the objection and the clock, then those of the
 * list. A customer who objects to being profiled gets none.
 */
export async function recommendPersonally(deps: PersonalDeps, request: PersonalRequest): Promise<PersonalAnswer> {
  const { customerId } = request;
  const [row, profile, today] = await Promise.all([
    deps.customers.find(customerId),
    deps.profiles.find(customerId),
    todayOfShop(deps),
  ]);
  return makePersonalList(deps, request, { profile, summary: row?.summary, today });
}
