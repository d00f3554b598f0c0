import { expect, it } from 'vitest';
import { dryRunSchema, viewDryRun } from '../../../../functions/contracts/campaign-dry-run-view.ts';
import type { DryRun } from '../../../../functions/domain/offers/dry-run.ts';
import { dryRunOfVersion } from '../../../support/campaigns.ts';

const notesOf = (over: Partial<DryRun>): readonly string[] => {
  const latest = { ...dryRunOfVersion('spring', 1), ...over };
  const view = viewDryRun(
    { campaignId: 'spring', status: 'done', askedAt: latest.madeAt, latest },
    { currency: 'GBP', decimals: 2 },
  );
  expect(dryRunSchema.safeParse(view).error).toBeUndefined();
  return view.result?.notes ?? [];
};

const arm = (armId: string, customerCount: number, measuredCount: number) => ({
  armId,
  customerCount,
  measuredCount,
  costMinor: 0,
  profitMinor: 0,
  baseProbability: 0.2,
  offerProbability: 0.25,
});

it('says of whom no costs are known, who waits, and what is assumed', () => {
  expect(notesOf({})).toEqual([]);
  expect(notesOf({ eligibleCount: 9, marginUnknownCount: 4 })).toEqual([
    expect.stringMatching(/^Of 4 of the 9 eligible customers nothing says what their goods cost/),
  ]);
  expect(notesOf({ leftForLaterCount: 3 })).toEqual([expect.stringContaining('3 customers wait for a later day')]);
  expect(notesOf({ arms: [arm('ten', 5, 5), arm('none', 5, 0)] })).toEqual([]);
  expect(notesOf({ arms: [arm('ten', 5, 4)] })).toEqual([expect.stringContaining('assumed until it is measured')]);
});
