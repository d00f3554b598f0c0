import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type TimelineEntry,
  type TimelinePlace,
  timelinePage,
} from '../../../../functions/domain/customers/timeline.ts';
import { serviceCases } from '../../../../functions/domain/service/service-cases.ts';
import type { ServiceEvent } from '../../../../functions/domain/service/service-event.ts';
import { customerFacts } from '../../../support/customer-facts.ts';
import { serviceEvents } from '../../../support/service-events.ts';

const uniqueEvents = fc.uniqueArray(serviceEvents, { selector: ({ eventId }) => eventId, maxLength: 30 });
const known = (facts: Parameters<typeof timelinePage>[0]['facts'], events: readonly ServiceEvent[]) => ({
  facts,
  events,
  groupChanges: [],
  objects: false,
});

describe('a timeline', () => {
  it('has everything once on its pages, newest first, whatever their size and the order facts are kept in', () => {
    fc.assert(
      fc.property(customerFacts, uniqueEvents, fc.integer({ min: 1, max: 9 }), (facts, events, limit) => {
        const whole = timelinePage(known(facts, events), 1_000);
        const turned = known([...facts].reverse(), [...events].reverse());
        const seen: TimelineEntry[] = [];
        let after: TimelinePlace | undefined;
        do {
          const page = timelinePage(turned, limit, after);
          expect(page.entries.length).toBeLessThanOrEqual(limit);
          seen.push(...page.entries);
          after = page.next;
        } while (after !== undefined);
        expect(seen).toEqual(whole.entries);
        expect(seen).toHaveLength(whole.entryCount);
        expect(seen.every(({ at }, place) => place === 0 || at <= (seen[place - 1]?.at ?? ''))).toBe(true);
      }),
    );
  });
});

describe('cases', () => {
  it('are open exactly when their last step but answers does not resolve them', () => {
    fc.assert(
      fc.property(uniqueEvents, (events) => {
        for (const one of serviceCases(events)) {
          const steps = events
            .filter((event) => event.type === 'case' && event.caseId === one.caseId)
            .sort((a, b) =>
              a.occurredAt < b.occurredAt || (a.occurredAt === b.occurredAt && a.eventId < b.eventId) ? -1 : 1,
            )
            .flatMap((event) => (event.type === 'case' && event.step !== 'answered' ? [event.step] : []));
          expect(one.resolvedAt !== undefined).toBe(steps.at(-1) === 'resolved');
        }
      }),
    );
  });
});
