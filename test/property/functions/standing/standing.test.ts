import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupNames } from '../../../../functions/domain/standing/customer-group.ts';
import type { CustomerModels } from '../../../../functions/domain/standing/customer-models.ts';
import { storedScoreOf } from '../../../../functions/domain/standing/customer-score.ts';
import { standingOf } from '../../../../functions/domain/standing/standing-of.ts';
import { customerWith, modelledShop, modelsOf, today } from '../../../support/standing.ts';

const fitted = modelsOf(modelledShop(1_500));
const noFit = {
  parameters: null,
  logLikelihood: null,
  standardErrors: null,
  status: 'failed',
  reason: 'none',
} as const;

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const parameters = fc.record({
  r: between(0.01, 10),
  alpha: between(0.5, 500),
  a: between(0.001, 20),
  b: between(0.001, 50),
});
const models: fc.Arbitrary<CustomerModels | undefined> = fc.oneof(
  fc.constantFrom(undefined, fitted, { ...fitted, mbgNbd: noFit }, { ...fitted, mbgNbd: noFit, gammaGamma: noFit }),
  fc.constant(modelsOf([])),
  parameters.map((drawn) => ({ ...fitted, mbgNbd: { ...fitted.mbgNbd, parameters: drawn } })),
);
/** Gaps, from the first purchase day on. */
const gaps = fc.array(fc.integer({ min: 1, max: 800 }), { maxLength: 30 });

const daysFrom = (firstDay: number, drawn: readonly number[]): readonly number[] => {
  const days = [firstDay];
  for (const gap of drawn) days.push((days.at(-1) ?? 0) + gap);
  return days;
};

/** Every number of a value, however deep. */
function numbersOf(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersOf) : [];
}

describe('the standing of any customer', () => {
  const customer = fc
    .record({
      days: fc.oneof(
        fc.constant<readonly number[]>([]),
        gaps.map((drawn) => daysFrom(0, drawn)),
      ),
      spendMinor: fc.constantFrom(-500, 0, 1, 2_000, 10 ** 10),
      kept: fc.integer({ min: 0, max: 40 }),
    })
    .map((drawn) => customerWith({ ...drawn, kept: Math.max(drawn.kept, 1) }));
  // From before the first purchase to long after the last.
  const asOfDay = fc.integer({ min: -1_000, max: 40_000 });

  it('holds finite numbers only, and probabilities from 0 to 1', () => {
    fc.assert(
      fc.property(customer, models, asOfDay, (facts, known, day) => {
        const standing = standingOf(facts, known, day);

        for (const number of numbersOf([standing, storedScoreOf(standing)])) expect(number).toSatisfy(Number.isFinite);
        for (const share of [standing.probabilityAlive, standing.probabilityOfOrderWithin365Days]) {
          expect(share ?? 0).toBeGreaterThanOrEqual(0);
          expect(share ?? 0).toBeLessThanOrEqual(1);
        }
        expect(standing.daysSinceLastOrder ?? 0).toBeGreaterThanOrEqual(0);
        expect(standing.valueAtRiskMinor ?? 0).toBeGreaterThanOrEqual(0);
        expect(standing.expectedPurchaseDaysIn365Days ?? 0).toBeGreaterThanOrEqual(
          standing.expectedPurchaseDaysIn90Days ?? 0,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('has exactly one group if there was a purchase, and none if not', () => {
    fc.assert(
      fc.property(customer, models, asOfDay, (facts, known, day) => {
        const { group, isNew, goneBecause, valueAtRiskMinor } = standingOf(facts, known, day);

        if (facts.purchaseDayCount === 0) expect(group).toBeNull();
        else expect(groupNames).toContain(group);
        expect(isNew).toBe(group === 'new');
        if (goneBecause !== null) expect(['almost-lost', 'dormant']).toContain(group);
        if (isNew || goneBecause !== null) expect(valueAtRiskMinor).toBeNull();
        if (valueAtRiskMinor !== null) expect(['needs-attention', 'at-risk']).toContain(group);
      }),
    );
  });
});

describe('more silence', () => {
  it('never raises P(alive) or P(order within 365 days), never unsays gone, never leads to a better group', () => {
    const rankOf = (name: (typeof groupNames)[number] | null) => groupNames.indexOf(name ?? 'champions');
    fc.assert(
      fc.property(
        gaps,
        models,
        fc.integer({ min: 0, max: 1_500 }),
        fc.integer({ min: 1, max: 1_500 }),
        fc.constantFrom(500, 20_000),
        (drawn, known, silentDays, longerBy, spendMinor) => {
          const days = daysFrom(today, drawn);
          const facts = customerWith({ days, spendMinor });
          const lastDay = days.at(-1) ?? today;

          const before = standingOf(facts, known, lastDay + silentDays);
          const after = standingOf(facts, known, lastDay + silentDays + longerBy);

          expect(after.probabilityAlive ?? 0).toBeLessThanOrEqual(before.probabilityAlive ?? 0);
          if (before.basis === 'model') {
            expect(after.probabilityOfOrderWithin365Days).toBeLessThanOrEqual(
              before.probabilityOfOrderWithin365Days ?? 0,
            );
          }
          if (before.goneBecause !== null) expect(after.goneBecause).not.toBeNull();
          expect(rankOf(after.group)).toBeGreaterThanOrEqual(rankOf(before.group));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the models of all customers', () => {
  it('are the same to the byte in any order', () => {
    const shop = modelledShop(700, today, 3);
    const straight = JSON.stringify(modelsOf(shop, { maximumReferenceBuyers: 600 }));

    fc.assert(
      fc.property(fc.shuffledSubarray([...shop], { minLength: shop.length }), (shuffled) => {
        expect(JSON.stringify(modelsOf(shuffled, { maximumReferenceBuyers: 600 }))).toBe(straight);
      }),
      { numRuns: 2 },
    );
  });

  it('hold finite numbers only, of any few customers', () => {
    const customers = fc.array(
      fc.record({ drawnGaps: gaps, firstDay: fc.integer({ min: today - 900, max: today + 20 }), kept: fc.nat(30) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(customers, (drawn) => {
        const models = modelsOf(
          drawn.map(({ drawnGaps, firstDay, kept }) =>
            customerWith({ days: daysFrom(firstDay, drawnGaps), kept: kept + 1 }),
          ),
          { minimumBuyers: 1, minimumHistoryDays: 1 },
        );

        for (const number of numbersOf(models)) expect(number).toSatisfy(Number.isFinite);
      }),
      { numRuns: 15 },
    );
  });
});
