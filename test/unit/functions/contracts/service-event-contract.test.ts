import { describe, expect, it } from 'vitest';
import { contractContext } from '../../../../functions/contracts/fields.ts';
import { createServiceEventParser } from '../../../../functions/contracts/service-event-contract.ts';

const parse = createServiceEventParser(contractContext('EUR', () => new Date('2026-01-01T00:00:00.000Z')));
const common = { eventId: 'e1', occurredAt: '2025-05-01T10:00:00+02:00', customerId: 'ada' };

describe('a service event as a shop sends it', () => {
  it.each([
    [
      { type: 'setup', kind: 'saved-address' },
      { kind: 'saved-address', isInUse: true },
    ],
    [{ type: 'setup', kind: 'list', isInUse: false }, { isInUse: false }],
    [
      { type: 'rating', stars: 4, orderId: 'o1' },
      { stars: 4, orderId: 'o1' },
    ],
    [{ type: 'case', caseId: 'c1', kind: 'complaint', step: 'opened', channel: 'phone' }, { step: 'opened' }],
    [{ type: 'referral' }, {}],
    [{ type: 'referral', referredCustomerId: 'bob' }, { referredCustomerId: 'bob' }],
    [{ type: 'review', itemId: 'cup' }, { itemId: 'cup' }],
    [{ type: 'stock-out', itemId: 'cup' }, { itemId: 'cup' }],
    [{ type: 'late-delivery', orderId: 'o1', daysLate: 2 }, { daysLate: 2 }],
    [
      { type: 'points', movement: 'earned', value: 1.25, daysToNextReward: 9 },
      { valueMinor: 125, daysToNextReward: 9 },
    ],
    [{ type: 'points', movement: 'expired', value: 1.25 }, { valueMinor: -125 }],
    [
      { type: 'tier-benefit', tier: 'gold', benefit: 3 },
      { tier: 'gold', benefitMinor: 300 },
    ],
  ])('%j', (given, expected) => {
    const result = parse({ ...common, ...given });
    expect(result).toMatchObject({
      ok: true,
      value: {
        eventId: 'e1',
        customerId: 'ada',
        occurredAt: '2025-05-01T08:00:00.000Z',
        type: given.type,
        ...expected,
      },
    });
    for (const apiOnly of ['movement', 'value', 'benefit']) {
      expect(result.ok && apiOnly in result.value).toBe(false);
    }
  });

  it.each([
    [{ type: 'rating', stars: 6 }, 'event.invalid', 'stars', '6'],
    [{ type: 'rating', stars: 4.5 }, 'event.invalid', 'stars', '4.5'],
    [{ type: 'setup', kind: 'wishes' }, 'event.invalid', 'kind', '"saved-address"'],
    [{ type: 'case', caseId: 'c', kind: 'complaint', step: 'closed' }, 'event.invalid', 'step', '"resolved"'],
    [{ type: 'points', movement: 'spent', value: -1 }, 'event.invalid', 'value', '-1'],
    [{ type: 'points', movement: 'spent', value: 0.005 }, 'event.invalid', 'value', 'decimals'],
    [{ type: 'late-delivery', orderId: 'o', daysLate: 0 }, 'event.invalid', 'daysLate', '0'],
    [{ type: 'review', itemId: 'cup', text: 'lovely' }, 'event.invalid', '', 'known are'],
    [{ type: 'applause' }, 'event.unknown-type', 'type', '"late-delivery"'],
    [{}, 'event.invalid', 'type', 'missing'],
  ])('%j is refused', (given, code, path, message) => {
    expect(parse({ ...common, ...given })).toMatchObject({
      ok: false,
      code,
      issues: [{ path: expect.stringContaining(path), message: expect.stringContaining(message) }],
    });
  });
});
