import { describe, expect, it } from 'vitest';
import { createEventParser } from '../../../../functions/contracts/event-contract.ts';
import { contractIn, sentReturn, without } from '../../../support/contract-samples.ts';

const parse = createEventParser(contractIn('EUR'));

function refusalOf(event: unknown): unknown {
  const result = parse(event);
  return result.ok ? 'accepted' : [result.code, ...result.issues.map(({ path }) => path)];
}

describe('a return event as a shop sends it', () => {
  it('becomes the event of the domain', () => {
    expect(parse(sentReturn({ orderId: 'order-1', reason: 'defect' }))).toEqual({
      ok: true,
      value: {
        eventId: 'return-1',
        occurredAt: '2024-05-31T09:30:00.000Z',
        customerId: 'ann',
        orderId: 'order-1',
        itemId: 'mug',
        quantity: 1,
        reason: 'defect',
      },
    });
  });

  it('needs a customer or an order, either of them', () => {
    const ofGuest = without(sentReturn({ orderId: 'order-1' }), 'customerId');

    expect(refusalOf(ofGuest)).toBe('accepted');
    expect(refusalOf(without(sentReturn(), 'customerId'))).toEqual(['event.invalid', 'customerId']);
  });

  it.each([
    ['a type that is not known yet', sentReturn({ type: 'rating' }), ['event.unknown-type', 'type']],
    ['a type by another spelling', sentReturn({ type: 'Return' }), ['event.unknown-type', 'type']],
    ['no type', without(sentReturn(), 'type'), ['event.invalid', 'type']],
    ['a number for a type', sentReturn({ type: 1 }), ['event.invalid', 'type']],
    ['no object', 17, ['event.invalid', '']],
    ['no id', without(sentReturn(), 'eventId'), ['event.invalid', 'eventId']],
    ['no time', without(sentReturn(), 'occurredAt'), ['event.invalid', 'occurredAt']],
    ['no item', without(sentReturn(), 'itemId'), ['event.invalid', 'itemId']],
    ['a quantity of 0', sentReturn({ quantity: 0 }), ['event.invalid', 'quantity']],
    ['an unknown reason', sentReturn({ reason: 'ugly' }), ['event.invalid', 'reason']],
    ['an unknown field', sentReturn({ note: 'x' }), ['event.invalid', 'note']],
  ])('is refused with the place named: %s', (_name, event, expected) => {
    expect(refusalOf(event)).toEqual(expected);
  });

  it('of an unknown type is told the known ones', () => {
    expect(parse(sentReturn({ type: 'rating' }))).toMatchObject({
      issues: [{ message: 'is "rating"; known is "return"' }],
    });
  });
});
