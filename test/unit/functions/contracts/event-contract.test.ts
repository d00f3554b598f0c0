import { describe, expect, it } from 'vitest';
import { createEventParser } from '../../../../functions/contracts/event-contract.ts';
import { contractIn, sentClick, sentReturn, sentView, without } from '../../../support/contract-samples.ts';

const parseEvent = createEventParser(contractIn('EUR'));
const parse = (event: unknown) => parseEvent(event, ['ingest']);
const parseOfStorefront = (event: unknown) => parseEvent(event, ['storefront']);

function refusalOf(event: unknown, parseIt = parse): unknown {
  const result = parseIt(event);
  return result.ok ? 'accepted' : [result.code, ...result.issues.map(({ path }) => path)];
}

describe('a return event as a shop sends it', () => {
  it('becomes the event of the domain', () => {
    expect(parse(sentReturn({ orderId: 'order-1', reason: 'defect' }))).toEqual({
      ok: true,
      value: {
        type: 'return',
        event: {
          eventId: 'return-1',
          occurredAt: '2024-05-31T09:30:00.000Z',
          customerId: 'ann',
          orderId: 'order-1',
          itemId: 'mug',
          quantity: 1,
          reason: 'defect',
        },
      },
    });
  });

  it('needs a customer or an order, either of them', () => {
    const ofGuest = without(sentReturn({ orderId: 'order-1' }), 'customerId');

    expect(refusalOf(ofGuest)).toBe('accepted');
    expect(refusalOf(without(sentReturn(), 'customerId'))).toEqual(['event.invalid', 'customerId']);
  });

  it.each([
    ['a type that is not known yet', sentReturn({ type: 'applause' }), ['event.unknown-type', 'type']],
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
    expect(parse(sentReturn({ type: 'applause' }))).toMatchObject({
      issues: [
        {
          message: expect.stringMatching(
            /^is "applause"; known are "return", "recommendation-click", "item-view", "setup", .*"tier-benefit"$/,
          ),
        },
      ],
    });
  });
});

describe('a service event', () => {
  const sentRating = { type: 'rating', eventId: 'e', occurredAt: '2024-05-31T09:30:00Z', customerId: 'ann', stars: 4 };

  it('becomes one of the domain, from the shop’s own systems alone', () => {
    expect(parse(sentRating)).toMatchObject({
      ok: true,
      value: { type: 'service', event: { type: 'rating', stars: 4 } },
    });
    expect(refusalOf(sentRating, parseOfStorefront)).toEqual(['access.event-type', 'type']);
  });
});

describe('a click as a storefront sends it', () => {
  it('becomes the event of the domain, without who clicked', () => {
    expect(parseOfStorefront(sentClick({ visitorId: 'v-1', customerId: 'ann' }))).toEqual({
      ok: true,
      value: {
        type: 'recommendation-click',
        event: {
          eventId: 'click-1',
          occurredAt: '2024-05-31T09:30:00.000Z',
          recommendationId: 'r1.t01.secfoc.product-page.pjug',
          itemId: 'mug',
        },
      },
    });
  });

  it.each([
    ['an id of another system', { recommendationId: 'RID-17' }, 'recommendationId'],
    ['an id that was cut', { recommendationId: 'r1.t01.secfoc.product-p' }, 'recommendationId'],
    ['an event id that is too long', { eventId: 'x'.repeat(129) }, 'eventId'],
    ['a visitor id that is too long', { visitorId: 'x'.repeat(129) }, 'visitorId'],
    ['a field of its own', { note: 'x'.repeat(100_000) }, 'note'],
  ])('is refused with the place named: %s', (_name, fields, path) => {
    expect(refusalOf(sentClick(fields), parseOfStorefront)).toEqual(['event.invalid', path]);
  });

  it('is told what an id should be', () => {
    expect(parse(sentClick({ recommendationId: 'RID-17' }))).toMatchObject({
      issues: [{ message: 'is "RID-17"; needed is the recommendationId that an answer came with, unchanged' }],
    });
  });
});

describe('a storefront key', () => {
  it('may not send what the shop itself has to say', () => {
    expect(parseOfStorefront(sentReturn())).toEqual({
      ok: false,
      code: 'access.event-type',
      issues: [
        {
          path: 'type',
          message:
            'is "return", which needs a key with the scope ingest or admin; a storefront key may send "recommendation-click", "item-view"',
        },
      ],
    });
  });

  it('cannot name the customer of a view, a server key can', () => {
    const view = sentView({ customerId: 'ann', visitorId: 'v-1' });
    const event = { eventId: 'view-1', occurredAt: '2024-05-31T09:30:00.000Z', itemId: 'mug' };

    expect(parseOfStorefront(view)).toEqual({ ok: true, value: { type: 'item-view', event } });
    expect(parse(view)).toEqual({ ok: true, value: { type: 'item-view', event: { ...event, customerId: 'ann' } } });
    expect(parseEvent(view, ['storefront', 'ingest'])).toEqual(parse(view));
  });
});
