import { describe, expect, it } from 'vitest';
import type { BudgetLimits } from '../../../../../functions/domain/offers/campaign.ts';
import { needsApproval } from '../../../../../functions/domain/offers/campaign-approval.ts';
import type { OfferKind } from '../../../../../functions/domain/offers/offer-kinds.ts';
import { campaignOf } from '../../../../support/campaigns.ts';

const arm = (kind: OfferKind) => ({ armId: kind, kind, minimumSpendMinor: 0, contactCostMinor: 0 });
const isNeeded = (total: BudgetLimits, kinds: readonly OfferKind[], approvalAboveMinor: number): boolean =>
  needsApproval(campaignOf({ total }, { arms: kinds.map(arm) }), { approvalAboveMinor, pointValueMinor: 0.5 });

describe('an approval', () => {
  it.each<[string, BudgetLimits, readonly OfferKind[], number, boolean]>([
    ['an amount at the limit', { amountMinor: 500 }, ['percent'], 500, false],
    ['an amount above it', { amountMinor: 501 }, ['percent'], 500, true],
    [
      'amount and points that are worth it together',
      { amountMinor: 400, points: 200 },
      ['percent', 'points'],
      500,
      false,
    ],
    ['amount and points that are worth more', { amountMinor: 400, points: 202 }, ['percent', 'points'], 500, true],
    ['uses alone, which bound no amount', { uses: 1 }, ['free-shipping'], 1_000_000, true],
    ['points alone beside an arm that costs an amount', { points: 1 }, ['points', 'gift-item'], 1_000_000, true],
    ['points alone, where every arm gives points', { points: 1_000 }, ['points'], 500, false],
    ['more points than that', { points: 1_001 }, ['points'], 500, true],
  ])('by %s', (_name, total, kinds, approvalAboveMinor, expected) => {
    expect(isNeeded(total, kinds, approvalAboveMinor)).toBe(expected);
  });
});
