import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeServiceEvent,
  encodeServiceEvent,
  isServiceEventRow,
} from '../../../functions/stores/history/service-event-codec.ts';
import { serviceEvents } from '../../support/service-events.ts';

describe('a service event as a row', () => {
  it('is read back as it was written, whatever it tells', () => {
    fc.assert(
      fc.property(serviceEvents, (event) => {
        const row = encodeServiceEvent(event);
        expect(isServiceEventRow(row)).toBe(true);
        expect(decodeServiceEvent(row)).toEqual(event);
      }),
    );
  });

  it('is no event any more once it was moved away', () => {
    expect(isServiceEventRow({ pk: 'customer#ann', sk: 'event#e1', kind: 'service', moved: true })).toBe(false);
  });

  it.each([
    ['an unknown type', { type: 'applause', told: {} }, 'type'],
    ['an unknown word', { type: 'setup', told: { kind: 'wishes', isInUse: true } }, 'kind'],
    ['nothing told', { type: 'rating' }, 'told'],
    ['a text for a number', { type: 'rating', told: { stars: '5' } }, 'stars'],
  ])('is refused by name with %s', (_, over, attribute) => {
    const row = {
      pk: 'customer#ann',
      sk: 'event#e',
      kind: 'service',
      eventId: 'e',
      customerId: 'ann',
      occurredAt: 'x',
      ...over,
    };
    expect(() => decodeServiceEvent(row)).toThrow(expect.objectContaining({ code: 'store.corrupt-row' }));
    expect(() => decodeServiceEvent(row)).toThrow(attribute);
  });
});
