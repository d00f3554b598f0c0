import { describe, expect, it } from 'vitest';
import { hasMoved, storedScoreOf } from '../../../../../functions/domain/standing/customer-score.ts';
import { standingOf } from '../../../../../functions/domain/standing/standing-of.ts';
import { customerWith, modelledShop, modelsOf, today } from '../../../../support/standing.ts';

const score = (lifetimeValue: number | null, valueAtRiskMinor: number | null = null) => ({
  modelVersion: 'night',
  valueAtRiskMinor,
  lifetimeValue12MonthsDiscounted1PercentMinor: lifetimeValue,
  probabilityAlive: 0.5,
});

describe('what is kept of a standing', () => {
  it('is nothing before the first night', () => {
    expect(storedScoreOf(standingOf(customerWith({ days: [today] }), undefined, today))).toBeUndefined();
  });

  it('is rounded to a millionth', () => {
    const models = modelsOf(modelledShop(800));
    const standing = standingOf(customerWith({ days: [today - 400, today - 350, today - 200] }), models, today);

    const kept = storedScoreOf(standing);

    expect(kept?.modelVersion).toBe(models.version);
    expect(kept?.probabilityAlive).toBe(Number(standing.probabilityAlive?.toFixed(6)));
    expect(kept?.valueAtRiskMinor).toBe(Number(standing.valueAtRiskMinor?.toFixed(6)));
    expect(kept?.lifetimeValue12MonthsDiscounted1PercentMinor).toBe(
      Number(standing.lifetimeValue12MonthsDiscounted1PercentMinor?.toFixed(6)),
    );
  });
});

describe('whether a row is worth writing anew', () => {
  it('is by a move of over 5% of the greater value', () => {
    expect(hasMoved({ score: score(1_000) }, { score: score(950) })).toBe(false);
    expect(hasMoved({ score: score(1_000) }, { score: score(949) })).toBe(true);
    expect(hasMoved({ score: score(1_000, 100) }, { score: score(1_000, 110) })).toBe(true);
    expect(hasMoved({ score: score(0) }, { score: score(0) })).toBe(false);
  });

  it('is by a value that became known or unknown', () => {
    expect(hasMoved({ score: score(1_000) }, { score: score(1_000, 0) })).toBe(true);
    expect(hasMoved({}, { score: score(null) })).toBe(true);
    expect(hasMoved({}, {})).toBe(false);
  });

  it('is by another group, and not by another model version', () => {
    expect(hasMoved({ group: 'loyal', score: score(1) }, { group: 'at-risk', score: score(1) })).toBe(true);
    expect(hasMoved({ score: score(1) }, { group: null, score: { ...score(1), modelVersion: 'next' } })).toBe(false);
  });
});
