import { compareIds, type OrderId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';
import type { CaseKind, ServiceEvent } from './service-event.ts';

/** What a customer turned to the shop with, from its steps. */
export interface ServiceCase {
  readonly caseId: string;
  readonly kind: CaseKind;
  /** The first step that is known, mostly its opening. */
  readonly openedAt: Instant;
  /** The first answer; absent where there was none yet. */
  readonly answeredAt?: Instant;
  /** The last resolution that stands; absent of an open case. */
  readonly resolvedAt?: Instant;
  readonly orderId?: OrderId;
  readonly channel?: string;
}

type Step = ServiceEvent & { readonly type: 'case' };

function withStep(before: ServiceCase | undefined, step: Step): ServiceCase {
  const { caseId, kind, occurredAt, orderId, channel } = step;
  const known: ServiceCase = before ?? {
    caseId,
    kind,
    openedAt: occurredAt,
    ...(orderId === undefined ? {} : { orderId }),
    ...(channel === undefined ? {} : { channel }),
  };
  const { resolvedAt, ...open } = known;
  switch (step.step) {
    case 'answered':
      return known.answeredAt === undefined ? { ...known, answeredAt: occurredAt } : known;
    case 'resolved':
      return { ...known, resolvedAt: occurredAt };
    case 'opened':
    case 'reopened':
      return open;
  }
}

/**
 * Cases of a customer by their first step, each from its steps in time; an answer resolves nothing, and a case that was
 * opened again is open. O(n log n).
 * @param events of one customer, in any order
 */
export function serviceCases(events: readonly ServiceEvent[]): readonly ServiceCase[] {
  const steps = events
    .filter((event) => event.type === 'case')
    .sort((left, right) => compareIds(left.occurredAt, right.occurredAt) || compareIds(left.eventId, right.eventId));
  const cases = new Map<string, ServiceCase>();
  for (const step of steps) cases.set(step.caseId, withStep(cases.get(step.caseId), step));
  return [...cases.values()];
}

export const isOpenCase = ({ resolvedAt }: ServiceCase): boolean => resolvedAt === undefined;
