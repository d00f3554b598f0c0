import type { BudgetUnit } from '../../domain/offers/budget-change.ts';
import type { BudgetPart } from '../../domain/offers/take-from-parts.ts';
import { defined, flagOf, optionalNumberOf, type Row, textOf } from '../attributes.ts';

/** Attribute of what is left in a unit. */
export const leftAttributes = {
  amountMinor: 'amountMinorLeft',
  uses: 'usesLeft',
  points: 'pointsLeft',
} as const satisfies Record<BudgetUnit, string>;

export const budgetPartition = (campaignId: string): string => `budget#${campaignId}`;

export const encodeBudgetPart = (campaignId: string, { part, left, isClosed }: BudgetPart): Row =>
  defined({
    pk: budgetPartition(campaignId),
    sk: part,
    [leftAttributes.amountMinor]: left.amountMinor,
    [leftAttributes.uses]: left.uses,
    [leftAttributes.points]: left.points,
    closed: isClosed ? true : undefined,
  });

export const decodeBudgetPart = (row: Row): BudgetPart => ({
  part: textOf(row, 'sk'),
  left: defined({
    amountMinor: optionalNumberOf(row, leftAttributes.amountMinor),
    uses: optionalNumberOf(row, leftAttributes.uses),
    points: optionalNumberOf(row, leftAttributes.points),
  }),
  isClosed: flagOf(row, 'closed'),
});
