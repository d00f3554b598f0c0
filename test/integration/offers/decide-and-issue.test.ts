import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CustomerId, toCustomerId } from '../../../functions/domain/ids.ts';
import { splitBudget } from '../../../functions/domain/offers/budget-parts.ts';
import type { Campaign, CampaignDefinition } from '../../../functions/domain/offers/campaign.ts';
import type { Offer } from '../../../functions/domain/offers/offer.ts';
import type { Order } from '../../../functions/domain/orders/order.ts';
import { switchingStates } from '../../../functions/domain/switching/switching-state.ts';
import { fitModels } from '../../../functions/flows/customers/fit-models.ts';
import { decideCampaigns } from '../../../functions/flows/offers/decide-campaigns.ts';
import { dryRunCampaign } from '../../../functions/flows/offers/dry-run-campaign.ts';
import { issueOffers } from '../../../functions/flows/offers/issue-offers.ts';
import { recordOrders } from '../../../functions/flows/record-orders.ts';
import { recordServiceEvents } from '../../../functions/flows/record-service-events.ts';
import { refreshCustomer } from '../../../functions/flows/refresh-customer.ts';
import { measureCustomers } from '../../../functions/flows/switching/measure-customers.ts';
import { createCampaignsStore } from '../../../functions/stores/campaigns/campaigns-store.ts';
import { createOffersStore } from '../../../functions/stores/offers/offers-store.ts';
import { createCampaignDocumentsStore } from '../../../functions/stores/reports/campaign-documents-store.ts';
import { campaign } from '../../support/decided-offers.ts';
import { campaignArm, campaignDefinition } from '../../support/eligible-customers.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import { orderOf } from '../../support/orders.ts';
import { shopOn } from '../../support/shop.ts';

let database: EmbeddedDatabase;
beforeEach(async () => {
  database = await startEmbeddedDatabase();
});
afterEach(() => database.stop());

const at = (instant: string): Date => new Date(instant);
const firstNight = at('2026-04-01T05:20:00.000Z');

/** The deps of every flow here, as of a moment. */
function on(now: Date, campaigns: readonly Campaign[] = [], isStopped = false) {
  const shop = shopOn(database, now);
  return {
    ...shop,
    offers: createOffersStore(database),
    campaignDocuments: createCampaignDocumentsStore(database),
    campaigns: { ...createCampaignsStore(database), list: async () => ({ campaigns }) },
    offersSwitch: { read: async () => ({ isStopped }) },
    offerSettings: {
      marginRate: 0.4,
      universalHoldoutShare: 0.1,
      approvalAboveMinor: 0,
      pointValueMinor: 1,
      shippingCostMinor: 500,
    },
    itemsFor: async () => ({}),
    randomBytes,
  };
}

const customers = Array.from({ length: 60 }, (_, place) => toCustomerId(`customer-${String(place).padStart(2, '0')}`));

/** Of 200.00, so that an offer of some pence pays. */
const costly = (order: Order): Order => ({
  ...order,
  lines: order.lines.map((line) => ({ ...line, quantity: 1, unitPriceMinor: 20_000 })),
});

/** A customer buys every four weeks or so, some of them until lately. */
function ordersOf(customerId: CustomerId, place: number): readonly Order[] {
  const lastDaysAgo = 5 + (place % 12) * 9;
  return Array.from({ length: 6 }, (_, turn) => {
    const placedAt = new Date(
      firstNight.getTime() - (lastDaysAgo + 28 * turn + (place % 5)) * 86_400_000,
    ).toISOString();
    return costly(orderOf(`${customerId} ${turn}`, ['mug'], { customerId, placedAt }));
  });
}

async function record(orders: readonly Order[], now: Date): Promise<void> {
  const shop = on(now);
  await recordOrders(
    shop,
    orders.map((order, index) => ({ index, order })),
  );
  const touched = new Set(orders.flatMap(({ customerId }) => (customerId === undefined ? [] : [customerId])));
  for (const customerId of touched) await refreshCustomer(shop, customerId, now.toISOString(), 'stream');
}

async function nights(now = firstNight): Promise<void> {
  await fitModels(on(now));
  await measureCustomers(on(now));
}

const everybody = (over: Partial<CampaignDefinition> = {}): Campaign =>
  campaign({
    definition: campaignDefinition({
      audience: { states: switchingStates },
      arms: [campaignArm({ minimumSpendMinor: 1_000 }), campaignArm({ armId: 'points', kind: 'points', points: 50 })],
      startsAt: '2026-03-01T00:00:00.000Z',
      endsAt: '2026-12-01T00:00:00.000Z',
      ...over,
    }),
  });

async function allOffers(): Promise<readonly Offer[]> {
  const found: Offer[] = [];
  for await (const scanned of createOffersStore(database).scan(0, 1)) {
    if (scanned.found === 'offer') found.push(scanned.offer);
  }
  return found.sort((left, right) => (left.decision.customerId < right.decision.customerId ? -1 : 1));
}

beforeEach(async () => {
  await record(
    customers.flatMap((customerId, place) => ordersOf(customerId, place)),
    firstNight,
  );
});

describe('the night', () => {
  it('decides of every eligible customer once, held out ones among them, and of none again', async () => {
    await nights();
    const deps = on(firstNight, [everybody()]);

    const result = await decideCampaigns(deps);

    const offers = await allOffers();
    expect(result).toEqual({ campaignCount: 1, decidedCount: offers.length, measuredCount: 0 });
    expect(offers.length).toBeGreaterThan(20);
    expect(new Set(offers.map(({ decision }) => decision.group))).toEqual(new Set(['treated', 'control', 'holdout']));
    for (const { decision, terms, status } of offers) {
      expect(status).toBe('decided');
      expect(terms === undefined).toBe(decision.armId === 'none');
      if (decision.group !== 'treated') expect(decision).toMatchObject({ armId: 'none', propensity: 1 });
      expect(decision).toMatchObject({
        campaignId: 'spring',
        decidedOn: '2026-04-01',
        campaignVersion: 1,
        marginBasis: 'stated-rate',
      });
    }

    expect(await decideCampaigns(deps)).toMatchObject({ decidedCount: 0 });
    expect(await decideCampaigns(on(at('2026-04-02T05:20:00.000Z'), [everybody()]))).toMatchObject({ decidedCount: 0 });
    expect(await allOffers()).toEqual(offers);
  });

  it('that is cut off and run again decides the same as one that was not', async () => {
    await nights();
    let putCount = 0;
    const whole = on(firstNight, [everybody()]);
    const cut = {
      ...whole,
      offers: {
        ...whole.offers,
        async putDecision(offer: Offer) {
          const isPut = await whole.offers.putDecision(offer);
          putCount += 1;
          if (putCount > 10) throw new Error('cut off');
          return isPut;
        },
      },
    };
    await expect(decideCampaigns(cut)).rejects.toThrow('cut off');
    const begun = await allOffers();
    expect(begun.length).toBeGreaterThan(0);
    await decideCampaigns(on(firstNight, [everybody()]));
    const finished = await allOffers();

    const other = await startEmbeddedDatabase();
    try {
      const first = database;
      database = other;
      await record(
        customers.flatMap((customerId, place) => ordersOf(customerId, place)),
        firstNight,
      );
      await nights();
      await decideCampaigns(on(firstNight, [everybody()]));
      const atOnce = await allOffers();
      database = first;
      const begunFor = new Set(begun.map(({ decision }) => decision.customerId));
      expect(begun.every((offer) => finished.some((one) => JSON.stringify(one) === JSON.stringify(offer)))).toBe(true);
      const groups = (offers: readonly Offer[]) => offers.map(({ decision }) => [decision.customerId, decision.group]);
      expect(groups(finished)).toEqual(groups(atOnce));
      // Budgets are not bound here, so that each draw depends on its own customer alone.
      expect(finished.map(({ decision }) => decision)).toEqual(atOnce.map(({ decision }) => decision));
      expect(begunFor.size).toBe(begun.length);
    } finally {
      await other.stop();
    }
  });

  it('decides nothing before the first nights, under the kill switch, or of a campaign that does not run', async () => {
    expect(await decideCampaigns(on(firstNight, [everybody()]))).toEqual({
      campaignCount: 0,
      decidedCount: 0,
      measuredCount: 0,
    });
    await nights();
    expect(await decideCampaigns(on(firstNight, [everybody()], true))).toMatchObject({ decidedCount: 0 });
    for (const status of ['draft', 'paused', 'stopped'] as const) {
      expect(await decideCampaigns(on(firstNight, [{ ...everybody(), status }]))).toMatchObject({ campaignCount: 0 });
    }
    expect(await decideCampaigns(on(firstNight, [everybody({ startsAt: '2026-04-02T00:00:00.000Z' })]))).toMatchObject({
      campaignCount: 0,
    });
    expect(await decideCampaigns(on(firstNight, [everybody({ endsAt: '2026-04-01T05:20:00.000Z' })]))).toMatchObject({
      campaignCount: 0,
    });
    expect(await allOffers()).toEqual([]);
  });

  it('gives nobody two offers, whatever the campaigns', async () => {
    await nights();
    const campaigns = [everybody(), everybody({ campaignId: 'summer' }), everybody({ campaignId: 'winter' })];

    await decideCampaigns(on(firstNight, campaigns));

    const withOffer = (await allOffers()).filter(({ terms }) => terms !== undefined);
    expect(new Set(withOffer.map(({ decision }) => decision.campaignId)).size).toBeGreaterThan(1);
    expect(new Set(withOffer.map(({ decision }) => decision.customerId)).size).toBe(withOffer.length);
  });

  it('leaves out who objects and accounts of the shop itself', async () => {
    const [ann = toCustomerId('?'), ben = toCustomerId('?')] = customers;
    const shop = on(firstNight);
    await shop.profiles.put({ customerId: ann, objection: true });
    await shop.profiles.put({ customerId: ben, test: true });
    await refreshCustomer(shop, ann, firstNight.toISOString(), 'stream');
    await nights();

    await decideCampaigns(on(firstNight, [everybody()]));

    const decidedFor = (await allOffers()).map(({ decision }) => decision.customerId);
    expect(decidedFor).not.toContain(ann);
    expect(decidedFor).not.toContain(ben);
    const dryRun = await dryRunCampaign(on(firstNight, []), everybody({ campaignId: 'other' }));
    expect(dryRun?.exclusions).toEqual(
      expect.arrayContaining([
        { reason: 'objection', customerCount: 1 },
        { reason: 'test-account', customerCount: 1 },
      ]),
    );
  });

  it('keeps to what is left of a budget in parts', async () => {
    await nights();
    const unbounded = await dryRunCampaign(on(firstNight), everybody());
    const small = everybody({ budget: { total: { amountMinor: 10 } } });
    const deps = on(firstNight, [small]);
    await deps.campaigns.makeParts('spring', splitBudget('total', { amountMinor: 10 }));

    await decideCampaigns(deps);

    const expected = (await allOffers()).reduce((sum, { decision }) => sum + decision.expectedCostMinor, 0);
    // What is spent in the end varies about what is expected, which is at most the budget.
    expect(expected).toBeLessThan((unbounded?.costMinor ?? 0) / 2);
  });
});

describe('a dry run', () => {
  it('writes nothing but its sum, and is what the night then does', async () => {
    await nights();
    const deps = on(firstNight, [everybody()]);

    const dryRun = await dryRunCampaign(deps, everybody());

    expect(await allOffers()).toEqual([]);
    expect(await deps.campaignDocuments.findDryRun('spring')).toEqual(dryRun);
    await decideCampaigns(deps);
    const offers = await allOffers();
    expect(dryRun).toMatchObject({ campaignVersion: 1, customerCount: 60, eligibleCount: offers.length });
    for (const { armId, customerCount } of dryRun?.arms ?? []) {
      const ofArm = offers.filter(({ decision }) => decision.group === 'treated' && decision.armId === armId);
      expect(ofArm).toHaveLength(customerCount);
    }
  });

  it('is undefined before the first nights', async () => {
    expect(await dryRunCampaign(on(firstNight), everybody())).toBeUndefined();
  });
});

describe('every hour', () => {
  const issuing = at('2026-04-01T09:00:00.000Z');

  async function decided(campaigns: readonly Campaign[] = [everybody()]) {
    await nights();
    await decideCampaigns(on(firstNight, campaigns));
    return (await allOffers()).filter(({ terms }) => terms !== undefined);
  }

  it('sends what was decided, each with a code of its own, and nothing twice', async () => {
    const waiting = await decided();
    expect(waiting.length).toBeGreaterThan(5);

    expect(await issueOffers(on(issuing, [everybody()]))).toEqual({
      issuedCount: waiting.length,
      withdrawnCount: 0,
      waitingCount: 0,
    });

    const sent = (await allOffers()).filter(({ status }) => status === 'issued');
    expect(sent).toHaveLength(waiting.length);
    expect(new Set(sent.map(({ code }) => code)).size).toBe(sent.length);
    expect(sent[0]).toMatchObject({ issuedAt: issuing.toISOString(), expiresAt: '2026-04-15T09:00:00.000Z' });
    const [first] = sent;
    expect(await on(issuing).offers.findByCode(first?.code ?? '')).toEqual({
      customerId: first?.decision.customerId,
      campaignId: 'spring',
    });
    expect(await issueOffers(on(issuing, [everybody()]))).toMatchObject({ issuedCount: 0 });
  });

  it('goes by the first channel that was agreed to, outside of quiet hours of the customer', async () => {
    const campaigns = [
      everybody({ channels: ['push', 'email'], quietHours: { email: { from: '20:00', until: '10:00' } } }),
    ];
    const waiting = await decided(campaigns);
    const [agreed, abroad, none] = waiting.map(({ decision }) => decision.customerId);
    if (!agreed || !abroad || !none) throw new Error('three offers');
    const shop = on(firstNight);
    await shop.profiles.put({ customerId: agreed, consent: { email: true, push: false } });
    await shop.profiles.put({ customerId: abroad, consent: { email: true }, timeZone: 'Asia/Tokyo' });

    // 09:00 UTC is 10:00 in London and 18:00 in Tokyo.
    expect(await issueOffers(on(at('2026-04-01T08:59:00.000Z'), campaigns))).toEqual({
      issuedCount: 1,
      withdrawnCount: waiting.length - 2,
      waitingCount: 1,
    });
    expect(await issueOffers(on(issuing, campaigns))).toEqual({ issuedCount: 1, withdrawnCount: 0, waitingCount: 0 });

    const { offers } = on(issuing);
    expect(await offers.find(agreed, 'spring')).toMatchObject({ status: 'issued', channel: 'email' });
    expect(await offers.find(none, 'spring')).toMatchObject({ status: 'withdrawn', withdrawnBecause: 'no-consent' });
  });

  it('withdraws what the customer may not have any more', async () => {
    const waiting = await decided();
    const [ann, ben] = waiting.map(({ decision }) => decision.customerId);
    if (!ann || !ben) throw new Error('two offers');
    const shop = on(firstNight);
    await recordServiceEvents(shop, [
      {
        index: 0,
        event: {
          type: 'case',
          eventId: 'e',
          customerId: ann,
          occurredAt: '2026-04-01T07:00:00.000Z',
          caseId: 'c',
          kind: 'complaint',
          step: 'opened',
        },
      },
    ]);
    await shop.profiles.put({ customerId: ben, objection: true });

    await issueOffers(on(issuing, [everybody()]));

    const { offers } = on(issuing);
    expect(await offers.find(ann, 'spring')).toMatchObject({ status: 'withdrawn', withdrawnBecause: 'state' });
    expect(await offers.find(ben, 'spring')).toMatchObject({ status: 'withdrawn', withdrawnBecause: 'objection' });
    expect((await allOffers()).some(({ status }) => status === 'issued')).toBe(true);
  });

  it('sends nothing under the kill switch or of a paused campaign, and withdraws what a stopped one left', async () => {
    const waiting = await decided();
    expect(await issueOffers(on(issuing, [everybody()], true))).toMatchObject({ issuedCount: 0, withdrawnCount: 0 });
    expect(await issueOffers(on(issuing, [{ ...everybody(), status: 'paused' }]))).toMatchObject({
      issuedCount: 0,
      withdrawnCount: 0,
    });
    expect(await issueOffers(on(issuing, [{ ...everybody(), status: 'stopped' }]))).toMatchObject({
      issuedCount: 0,
      withdrawnCount: waiting.length,
    });
  });

  it('withdraws what waited for a week', async () => {
    const waiting = await decided();
    expect(await issueOffers(on(at('2026-04-08T01:00:00.000Z'), [everybody()]))).toMatchObject({
      withdrawnCount: waiting.length,
    });
  });
});

describe('when the horizon is over', () => {
  it('what came of each is measured once, and reported', async () => {
    await nights();
    await decideCampaigns(on(firstNight, [everybody()]));
    expect(await on(firstNight).campaignDocuments.findReport('spring')).toMatchObject({
      decidedCount: (await allOffers()).length,
      openCount: (await allOffers()).filter(({ decision }) => decision.group !== 'holdout').length,
    });
    await issueOffers(on(at('2026-04-01T09:00:00.000Z'), [everybody()]));
    const buyers = customers.slice(0, 30);
    await record(
      buyers.map((customerId) =>
        orderOf(`${customerId} after`, ['mug'], { customerId, placedAt: '2026-04-10T10:00:00.000Z' }),
      ),
      at('2026-04-10T11:00:00.000Z'),
    );

    expect(await decideCampaigns(on(at('2026-04-30T05:20:00.000Z'), [everybody()]))).toMatchObject({
      measuredCount: 0,
    });
    const before = await allOffers();
    const result = await decideCampaigns(on(at('2026-05-01T05:20:00.000Z'), [everybody()]));

    // Those who were decided for on the first day; some more were since.
    const firstDay = before.filter(({ decision }) => decision.decidedOn === '2026-04-01');
    expect(result.measuredCount).toBe(firstDay.length);
    const measured = (await allOffers()).filter(({ outcome }) => outcome !== undefined);
    for (const { decision, outcome } of measured) {
      expect(outcome).toMatchObject({ hasOrdered: buyers.includes(decision.customerId), measuredOn: '2026-05-01' });
    }
    const report = await on(firstNight).campaignDocuments.findReport('spring');
    expect(report).toMatchObject({
      campaignId: 'spring',
      decidedCount: before.length,
      asOf: '2026-05-01T05:20:00.000Z',
    });
    expect(report?.comparison.treatedCount).toBe(
      firstDay.filter(({ decision }) => decision.group === 'treated').length,
    );
    expect(await decideCampaigns(on(at('2026-05-01T05:20:00.000Z'), [everybody()]))).toMatchObject({
      measuredCount: 0,
    });
  });
});
