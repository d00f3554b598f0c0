import { describe, expect, it } from 'vitest';
import { toCustomerId, toOrderId } from '../../../../../functions/domain/ids.ts';
import { CampaignReportBuilder } from '../../../../../functions/domain/offers/campaign-report.ts';
import type { Offer } from '../../../../../functions/domain/offers/offer.ts';
import { randomFor } from '../../../../../functions/domain/simulation/random.ts';
import { campaign, offer } from '../../../../support/decided-offers.ts';
import { campaignDefinition } from '../../../../support/eligible-customers.ts';

/** A shop where an order brings 20.00, and an offer of 10% makes 30% order instead of 20%. */
function simulated(count: number): readonly Offer[] {
  const random = randomFor(7);
  return Array.from({ length: count }, (_, place): Offer => {
    const customerId = toCustomerId(`customer ${place}`);
    const group = random.unit() < 0.05 ? 'holdout' : random.unit() < 0.3 ? 'control' : 'treated';
    // The second day a quarter got the offer, and the customers of that day order half as often.
    const isFirstDay = place % 2 === 0;
    const share = isFirstDay ? 0.5 : 0.25;
    const armId = group === 'treated' && random.unit() < share ? 'ten-percent' : 'none';
    const hasOrdered = random.unit() < (armId === 'none' ? 0.2 : 0.3) * (isFirstDay ? 1 : 0.5);
    const outcome = {
      hasOrdered,
      profitMinor: hasOrdered ? (armId === 'none' ? 2_000 : 1_800) : 0,
      measuredOn: '2026-05-01',
    };
    const propensities: Readonly<Record<string, number>> =
      group === 'treated' ? { none: 1 - share, 'ten-percent': share } : { none: 1 };
    const decision = {
      customerId,
      group,
      armId,
      decidedOn: isFirstDay ? '2026-04-01' : '2026-04-02',
      propensity: propensities[armId] ?? 1,
      propensities,
    } as const;
    if (armId !== 'none') {
      const redemption = {
        orderId: toOrderId(`o${place}`),
        redeemedAt: '2026-04-03T00:00:00.000Z',
        amountMinor: 200,
        points: 5,
        taken: [],
      };
      return offer({ outcome, ...(hasOrdered ? { status: 'redeemed', redemption } : {}) }, decision);
    }
    const {
      terms: _terms,
      issuedAt: _issuedAt,
      expiresAt: _expiresAt,
      ...nothing
    } = offer({ status: 'decided', outcome }, decision);
    return nothing;
  });
}

function reportOf(offers: readonly Offer[]) {
  const builder = new CampaignReportBuilder(campaign({ definition: campaignDefinition({ controlShare: 0.3 }) }));
  for (const one of offers) builder.add(one);
  return builder.report('2026-05-02T00:00:00.000Z');
}

describe('what came of a campaign', () => {
  const offers = simulated(4_000);
  const report = reportOf(offers);

  it('counts what was decided, sent and redeemed', () => {
    const sent = offers.filter(({ issuedAt }) => issuedAt !== undefined);
    const redeemed = offers.filter(({ status }) => status === 'redeemed');
    expect(report).toMatchObject({
      campaignId: 'spring',
      asOf: '2026-05-02T00:00:00.000Z',
      decidedCount: 4_000,
      holdoutCount: offers.filter(({ decision }) => decision.group === 'holdout').length,
      sentCount: sent.length,
      redeemedCount: redeemed.length,
      redeemedMinor: 200 * redeemed.length,
      redeemedPoints: 5 * redeemed.length,
      openCount: 0,
    });
    expect(sent.length).toBeGreaterThan(1_000);
  });

  const within = (interval: { readonly low: number; readonly high: number } | null | undefined, value: number) => {
    expect(interval?.low).toBeLessThan(value);
    expect(interval?.high).toBeGreaterThan(value);
  };

  it('counts what those spent who were erased since, in no comparison', () => {
    const builder = new CampaignReportBuilder(campaign({ definition: campaignDefinition({ controlShare: 0.3 }) }));
    for (const one of offers) builder.add(one);
    builder.addErased({ campaignId: 'spring', amountMinor: 700, points: 3 });
    expect(builder.report('2026-05-02T00:00:00.000Z')).toEqual({
      ...report,
      redeemedCount: report.redeemedCount + 1,
      redeemedMinor: report.redeemedMinor + 700,
      redeemedPoints: report.redeemedPoints + 3,
    });
  });

  it('compares treated with control, and arms with doing nothing', () => {
    const { comparison, armOrders, armProfitMinor } = report;
    expect(comparison.sampleRatio).toMatchObject({ isBroken: false, batches: [{}, {}] });
    // (.5 x .1 + .25 x .05) / 2 more order.
    within(comparison.result?.orders.perCustomer, 0.03125);
    expect(armOrders).toMatchObject([{ armId: 'ten-percent', leftOutCount: 0 }]);
    // (.1 + .05) / 2, which the plain means would have as .09: more got it on the better day.
    within(armOrders[0]?.effect, 0.075);
    expect(armOrders[0]?.effect?.high).toBeLessThan(0.12);
    // (.3 x 18.00 - .2 x 20.00) of the first day, half of it of the second.
    within(armProfitMinor[0]?.effect, 105);
  });

  it('values what each arm would have brought to everybody', () => {
    const of = (armId: string) => report.policies.find((policy) => policy.armId === armId);
    expect(report.policies.map(({ armId }) => armId)).toEqual(['none', 'ten-percent']);
    for (const kind of ['inversePropensity', 'selfNormalised'] as const) {
      within(of('none')?.[kind], 300);
      within(of('ten-percent')?.[kind], 405);
      expect(of('ten-percent')?.[kind]?.high).toBeLessThan(480);
    }
  });

  it('shows no result where an arm was not drawn as the log says', () => {
    const wrong = offers.map((one) =>
      one.decision.group === 'treated'
        ? { ...one, decision: { ...one.decision, propensities: { none: 0.9, 'ten-percent': 0.1 } } }
        : one,
    );
    expect(reportOf(wrong).comparison).toMatchObject({ result: null });
  });

  it('is the same to the bit however the rows come', () => {
    expect(reportOf(offers.toReversed())).toEqual(report);
  });

  it('shows no result where arms and log do not belong together', () => {
    const lost = offers.filter(({ decision }) => decision.armId !== 'none' || decision.group !== 'treated');
    expect(reportOf(lost).comparison).toMatchObject({ sampleRatio: { isBroken: true }, result: null });
  });

  it('leaves those out whose horizon is not over, and says how many they are', () => {
    const open = offers.map(({ outcome, ...rest }, place) =>
      place < 1_000 ? rest : { ...rest, ...(outcome ? { outcome } : {}) },
    );
    const early = reportOf(open);
    expect(early.openCount).toBe(open.slice(0, 1_000).filter(({ decision }) => decision.group !== 'holdout').length);
    expect(early.comparison.treatedCount + early.comparison.heldOutCount + early.openCount + early.holdoutCount).toBe(
      4_000,
    );
  });

  it('of nobody says that it cannot tell', () => {
    expect(reportOf([])).toMatchObject({
      decidedCount: 0,
      comparison: { result: { orders: { verdict: { state: 'cannot-tell-yet' } } } },
      armOrders: [],
      policies: [{ armId: 'none', inversePropensity: null, selfNormalised: null }],
    });
  });
});
