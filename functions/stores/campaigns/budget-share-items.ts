import { budgetUnits } from '../../domain/offers/budget-change.ts';
import type { BudgetShare } from '../../domain/offers/offer.ts';
import type { BudgetPart } from '../../domain/offers/take-from-parts.ts';
import type { TransactItem } from '../transact.ts';
import { budgetPartition, leftAttributes } from './budget-part-codec.ts';

/** A share of a budget, with its part as it was read. */
export interface SharedPart {
  readonly share: BudgetShare;
  readonly part: BudgetPart;
}

/** The sets, conditions and values of moving a share out of a part (`-`) or back into it (`+`). */
function moveOf({ share, part: { left } }: SharedPart, sign: '-' | '+') {
  const sets: string[] = [];
  const conditions: string[] = [];
  const values: Record<string, number> = {};
  for (const unit of budgetUnits) {
    const attribute = leftAttributes[unit];
    if (share[unit] === 0) continue;
    if (left[unit] === undefined) {
      // What was not bounded when it was read, and is now, is read again.
      conditions.push(`attribute_not_exists(${attribute})`);
      continue;
    }
    sets.push(`${attribute} = ${attribute} ${sign} :${unit}`);
    conditions.push(sign === '-' ? `${attribute} >= :${unit}` : `attribute_exists(${attribute})`);
    values[`:${unit}`] = share[unit];
  }
  return { sets, conditions, values };
}

/**
 * A share as an item of a transaction: taken (`-`) where the part is open and has it, or given back (`+`), also to a
 * closed part, which stays closed. A part of which nothing is bounded is only looked at.
 */
export function budgetShareItem(
  TableName: string,
  campaignId: string,
  shared: SharedPart,
  sign: '-' | '+',
): TransactItem {
  const { sets, conditions, values } = moveOf(shared, sign);
  const isOpen = sign === '-' ? ['attribute_not_exists(closed)'] : [];
  const check = {
    TableName,
    Key: { pk: budgetPartition(campaignId), sk: shared.part.part },
    ConditionExpression: ['attribute_exists(pk)', ...isOpen, ...conditions].join(' AND '),
  };
  if (sets.length === 0) return { ConditionCheck: check };
  return { Update: { ...check, UpdateExpression: `SET ${sets.join(', ')}`, ExpressionAttributeValues: values } };
}
