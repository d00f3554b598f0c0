import { describe, expect, it } from 'vitest';
import { toCustomerId } from '../../../../../functions/domain/ids.ts';
import type { CaseKind, CaseStep, ServiceEvent } from '../../../../../functions/domain/service/service-event.ts';
import { type ServedCustomer, ServiceReportBuilder } from '../../../../../functions/domain/service/service-report.ts';

const asOf = '2026-06-30T12:00:00.000Z';
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
let ids = 0;
const of = (occurredAt: string) => ({ eventId: `e${ids++}`, customerId: toCustomerId('ada'), occurredAt });
const step = (at: string, name: CaseStep, caseId = 'k', kind: CaseKind = 'complaint'): ServiceEvent => ({
  ...of(at),
  type: 'case',
  caseId,
  kind,
  step: name,
});
const rating = (at: string, stars: number): ServiceEvent => ({ ...of(at), type: 'rating', stars });

function reportOf(...customers: readonly Partial<ServedCustomer>[]) {
  const builder = new ServiceReportBuilder(asOf, 'UTC');
  for (const customer of customers) {
    builder.add({ events: [], purchaseDays: [], orderCount: 0, lateOrderCount: null, ...customer });
  }
  return builder.build();
}

describe('the report on service', () => {
  it('counts complaints of the year alone, and how soon they were answered', () => {
    const report = reportOf({
      events: [
        step('2025-06-29T10:00:00.000Z', 'opened', 'too old'),
        step('2026-06-01T10:00:00.000Z', 'opened', 'soon'),
        step('2026-06-02T09:59:00.000Z', 'answered', 'soon'),
        step('2026-06-01T10:00:00.000Z', 'opened', 'late'),
        step('2026-06-02T10:00:00.000Z', 'answered', 'late'),
        step('2026-06-03T10:00:00.000Z', 'resolved', 'late'),
        step('2026-06-20T10:00:00.000Z', 'opened', 'never'),
        step('2026-06-30T10:00:00.000Z', 'opened', 'today'),
        step('2026-06-20T10:00:00.000Z', 'opened', 'question', 'question'),
      ],
    });
    expect(report.complaintCount).toBe(4);
    // The one of today has still time to be answered.
    expect(report.answeredWithin24Hours).toEqual({ count: 1, of: 3 });
    expect(report.resolved).toEqual({ count: 1, of: 4 });
    expect(report.medianHoursToAnswer).toBe(23);
  });

  it('parts repurchase by whether a complaint was resolved in time, of those old enough', () => {
    const complaint = (resolvedAt?: string) => [
      step('2026-03-01T10:00:00.000Z', 'opened'),
      ...(resolvedAt === undefined ? [] : [step(resolvedAt, 'resolved')]),
    ];
    const report = reportOf(
      { events: complaint('2026-03-05T10:00:00.000Z'), purchaseDays: [dayOf('2026-05-30')] },
      { events: complaint('2026-03-05T10:00:00.000Z'), purchaseDays: [dayOf('2026-03-01'), dayOf('2026-05-31')] },
      { events: complaint('2026-06-15T10:00:00.000Z'), purchaseDays: [dayOf('2026-03-02')] },
      { events: complaint() },
      { events: [step('2026-04-02T10:00:00.000Z', 'opened')], purchaseDays: [dayOf('2026-04-03')] },
    );
    // The day of the complaint itself is no return, nor is the 91st day after it.
    expect(report.repurchaseAfterResolved).toEqual({ count: 1, of: 2 });
    expect(report.repurchaseAfterUnresolved).toEqual({ count: 1, of: 2 });
  });

  it('counts ratings by stars and late orders of those whose delivery is known', () => {
    const report = reportOf(
      {
        events: [
          rating('2026-06-01T10:00:00.000Z', 5),
          rating('2026-06-02T10:00:00.000Z', 1),
          rating('2024-06-02T10:00:00.000Z', 3),
          rating('2026-07-02T10:00:00.000Z', 2),
        ],
        orderCount: 4,
        lateOrderCount: 1,
      },
      { orderCount: 9 },
    );
    expect(report.ratingCounts).toEqual([1, 0, 0, 0, 1]);
    expect(report.lateOrders).toEqual({ count: 1, of: 4 });
  });

  it('of nothing is nothing, and no median', () => {
    expect(reportOf()).toMatchObject({ complaintCount: 0, medianHoursToAnswer: null, lateOrders: { count: 0, of: 0 } });
  });
});
