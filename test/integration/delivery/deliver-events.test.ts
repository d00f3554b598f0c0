import { marshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFailedKeys } from '../../../bin/failures/failed-invocation.ts';
import { eventDetail } from '../../../functions/contracts/delivery/event-detail.ts';
import type { AtRiskCrossing } from '../../../functions/domain/delivery/at-risk-crossing.ts';
import { toCustomerId } from '../../../functions/domain/ids.ts';
import type { Offer } from '../../../functions/domain/offers/offer.ts';
import { type DeliverEventsDeps, deliverEvents } from '../../../functions/flows/delivery/deliver-events.ts';
import { redrive } from '../../../functions/flows/redrive.ts';
import type { Row } from '../../../functions/stores/attributes.ts';
import { changeOfRecord, eventsOfChange } from '../../../functions/stores/delivery/changed-offers.ts';
import { encodeAtRisk } from '../../../functions/stores/delivery/outbox-codec.ts';
import { encodeOffer } from '../../../functions/stores/offers/offer-codec.ts';
import { decidedOffer, issuedOffer, redeemedOffer } from '../../support/delivered-offers.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import { type Shop, shopOn } from '../../support/shop.ts';

let database: EmbeddedDatabase;
let shop: Shop;
beforeEach(async () => {
  database = await startEmbeddedDatabase();
  shop = shopOn(database);
});
afterEach(() => database.stop());

/** A record of the stream as it comes to the function. */
function recordOf(sequenceNumber: string, before: Row | undefined, after: Row) {
  const image = (row: Row) => marshall(row, { removeUndefinedValues: true });
  return {
    sequenceNumber,
    Keys: image({ pk: after.pk, sk: after.sk }),
    ApproximateCreationDateTime: 1_775_000_000,
    ...(before && { OldImage: image(before) }),
    NewImage: image(after),
  };
}
type StreamedRecord = ReturnType<typeof recordOf>;

const issue = (sequenceNumber: string, customerId = 'ann'): StreamedRecord =>
  recordOf(sequenceNumber, encodeOffer(decidedOffer(customerId)), encodeOffer(issuedOffer(customerId)));
const change = (sequenceNumber: string, before: Offer, after: Offer): StreamedRecord =>
  recordOf(sequenceNumber, encodeOffer(before), encodeOffer(after));

const crossing: AtRiskCrossing = {
  customerId: toCustomerId('ann'),
  date: '2026-04-01',
  because: 'group',
  foundAt: '2026-04-01T04:10:00.000Z',
};

interface Told {
  readonly kind: string;
  readonly eventId: string;
  readonly customerId: string;
  readonly locale?: string;
}

/** What the bus took, and what the flow gave back; `refuses` names events by customer. */
async function deliver(records: readonly StreamedRecord[], refuses: readonly string[] = []) {
  const told: Told[] = [];
  const unreadable: string[] = [];
  const deps: DeliverEventsDeps = {
    profiles: shop.profiles,
    bus: {
      put: async (entries) =>
        entries.map(({ detail }) => {
          const event: Told = JSON.parse(detail);
          if (refuses.includes(event.customerId)) return 'ThrottlingException';
          told.push(event);
          return undefined;
        }),
    },
    pause: async () => undefined,
    detailOf: (event, context) => JSON.stringify(eventDetail(event, { ...context, currency: 'GBP' })),
    onRefused: () => undefined,
    onUnreadable: (sequenceNumber) => unreadable.push(sequenceNumber),
  };
  const failedFrom = await deliverEvents(
    deps,
    records.map((record) => ({
      sequenceNumber: record.sequenceNumber,
      events: () => {
        const found = changeOfRecord(record);
        return found === undefined ? [] : eventsOfChange(found);
      },
    })),
  );
  return { told, failedFrom, unreadable };
}

const linesOf = (told: readonly Told[]): string[] => told.map(({ kind, customerId }) => `${kind} ${customerId}`);

describe('an issued offer', () => {
  it('is told once, with the locale of the profile', async () => {
    await shop.profiles.put({ customerId: toCustomerId('ann'), locale: 'de-CH' });

    const { told, failedFrom } = await deliver([issue('1')]);

    expect(told).toMatchObject([{ kind: 'offer.issued', customerId: 'ann', locale: 'de-CH' }]);
    expect(told[0]?.eventId).toMatch(/^[0-9a-f]{64}$/);
    expect(failedFrom).toBeUndefined();
  });

  it('whose record comes again is told under the same id, and twice in one batch once', async () => {
    const first = await deliver([issue('1')]);
    const again = await deliver([issue('1'), issue('1')]);

    expect(again.told).toEqual(first.told);
    expect(first.told).toHaveLength(1);
  });
});

describe('a batch', () => {
  it('of which the bus refuses some is told but for these, and goes on from the lowest of them', async () => {
    const records = [issue('98', 'ann'), issue('99', 'bob'), issue('100', 'cat'), issue('101', 'bob')];

    const { told, failedFrom } = await deliver(records, ['bob', 'cat']);
    expect(linesOf(told)).toEqual(['offer.issued ann']);
    expect(failedFrom).toBe('99');

    const rest = await deliver(records.slice(1));
    expect(linesOf(rest.told)).toEqual(['offer.issued bob', 'offer.issued cat']);
    expect(rest.failedFrom).toBeUndefined();
  });

  it('with a row that cannot be read tells its neighbours, and goes on from that row', async () => {
    const corrupt = recordOf('8', undefined, { ...encodeOffer(issuedOffer('bob')), decision: 'no JSON' });

    const { told, failedFrom, unreadable } = await deliver([issue('7'), corrupt, issue('9', 'cat')]);

    expect(linesOf(told)).toEqual(['offer.issued ann', 'offer.issued cat']);
    expect(failedFrom).toBe('8');
    expect(unreadable).toEqual(['8']);
  });
});

describe('a customer who objects to profiling', () => {
  beforeEach(() => shop.profiles.put({ customerId: toCustomerId('ann'), objection: true }));

  it('is told of to nobody, neither with an offer nor as at risk', async () => {
    const { told, failedFrom } = await deliver([issue('1'), recordOf('2', undefined, encodeAtRisk(crossing, 0))]);

    expect(told).toEqual([]);
    expect(failedFrom).toBeUndefined();
  });

  it('ends an offer that went out before for those who were told of it', async () => {
    const withdrawn: Offer = { ...issuedOffer(), status: 'withdrawn', withdrawnBecause: 'objected', revision: 3 };

    const { told } = await deliver([
      change('1', issuedOffer(), redeemedOffer()),
      change('2', issuedOffer(), withdrawn),
    ]);

    expect(linesOf(told)).toEqual(['offer.redeemed ann', 'offer.withdrawn ann']);
  });
});

describe('the outbox', () => {
  it('tells a crossing once a day, whoever puts it', async () => {
    expect(await shop.outbox.putAtRisk(crossing)).toBe(true);
    expect(await shop.outbox.putAtRisk({ ...crossing, because: 'state', foundAt: '2026-04-01T04:50:00.000Z' })).toBe(
      false,
    );

    const { told } = await deliver([recordOf('1', undefined, encodeAtRisk(crossing, 0))]);

    expect(told).toMatchObject([{ kind: 'customer.at-risk', customerId: 'ann', because: 'group' }]);
  });

  it('is empty of a customer who was erased, and of nobody else', async () => {
    await shop.outbox.putAtRisk(crossing);
    await shop.outbox.putAtRisk({ ...crossing, date: '2026-04-02' });
    await shop.outbox.putAtRisk({ ...crossing, customerId: toCustomerId('bob') });

    await shop.outbox.removeAll(toCustomerId('ann'));

    expect(await shop.outbox.putAtRisk(crossing)).toBe(true);
    expect(await shop.outbox.putAtRisk({ ...crossing, customerId: toCustomerId('bob') })).toBe(false);
  });
});

describe('records that the function gave up', () => {
  const failures = (...records: readonly StreamedRecord[]): string => {
    const eventSourceARN = `arn:aws:dynamodb:eu-west-1:123456789012:table/${database.stackName}-Offers/stream/2026-04-01T00:00:00.000`;
    const Records = records.map(({ sequenceNumber, ...rest }) => ({
      eventSourceARN,
      dynamodb: { ...rest, SequenceNumber: sequenceNumber },
    }));
    return JSON.stringify({ payload: JSON.stringify({ Records }) });
  };

  it('are told again as they were, under the same ids, though the offer has moved on', async () => {
    const lost = [
      issue('1'),
      change('2', issuedOffer(), redeemedOffer()),
      recordOf('3', undefined, encodeAtRisk(crossing, 0)),
    ];
    const { told: expected } = await deliver(lost);
    const put: StreamedRecord[] = [];
    const outbox: Shop['outbox'] = {
      ...shop.outbox,
      putAgain: async (...given) => {
        await shop.outbox.putAgain(...given);
        const [customerId, sequenceNumber, { before, after, changedAt }] = given;
        const row = {
          pk: `outbox#${customerId}`,
          sk: `again#${sequenceNumber}`,
          after,
          changedAt,
          ...(before && { before }),
        };
        put.push(recordOf(`10${put.length}`, undefined, row));
      },
    };

    const result = await redrive(
      { ...shop, outbox },
      readFailedKeys('one.json', failures(...lost), database.stackName),
    );

    expect(result).toMatchObject({ offerCount: 3, orderCount: 0, customerCount: 0 });
    const { told } = await deliver(put);
    const ids = (events: readonly Told[]) => events.map(({ kind, eventId }) => `${kind} ${eventId}`).sort();
    expect(ids(told)).toEqual(ids(expected));
    expect(expected).toHaveLength(3);
  });
});
