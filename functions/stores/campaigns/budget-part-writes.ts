import { budgetUnits } from '../../domain/offers/budget-change.ts';
import type { BudgetLimits } from '../../domain/offers/campaign.ts';
import type { BudgetPart } from '../../domain/offers/take-from-parts.ts';
import type { TransactItem } from '../transact.ts';
import { budgetPartition, encodeBudgetPart, leftAttributes } from './budget-part-codec.ts';

/** What is to become of a part together with its campaign. */
export type BudgetPartWrite =
  /** A part that is not there yet. */
  | { readonly do: 'make'; readonly part: BudgetPart }
  /** On condition that as much is left as was seen; bounds may come, none goes. */
  | { readonly do: 'move'; readonly part: BudgetPart; readonly seen: BudgetLimits }
  /** For good, whatever is left. */
  | { readonly do: 'close'; readonly part: BudgetPart };

/** The sets, conditions and values of another figure in each unit. */
function moveOf(seen: BudgetLimits, left: BudgetLimits) {
  const sets: string[] = [];
  const conditions: string[] = [];
  const values: Record<string, number> = {};
  for (const unit of budgetUnits) {
    const attribute = leftAttributes[unit];
    const [seenLeft, nextLeft] = [seen[unit], left[unit]];
    if (nextLeft !== undefined) {
      sets.push(`${attribute} = :next_${unit}`);
      values[`:next_${unit}`] = nextLeft;
    }
    if (seenLeft === undefined) conditions.push(`attribute_not_exists(${attribute})`);
    else {
      conditions.push(`${attribute} = :seen_${unit}`);
      values[`:seen_${unit}`] = seenLeft;
    }
  }
  return { sets, conditions, values };
}

/** A write of a part as an item of a transaction. */
export function budgetPartItem(TableName: string, campaignId: string, write: BudgetPartWrite): TransactItem {
  const { part } = write;
  // An update of a row that is not there would make one.
  const isThere = 'attribute_exists(pk)';
  const row = { TableName, Key: { pk: budgetPartition(campaignId), sk: part.part } };
  switch (write.do) {
    case 'make': {
      const Item = encodeBudgetPart(campaignId, part);
      return { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
    }
    case 'move': {
      const { sets, conditions, values } = moveOf(write.seen, part.left);
      return {
        Update: {
          ...row,
          UpdateExpression: `SET ${sets.join(', ')}`,
          ConditionExpression: [isThere, ...conditions].join(' AND '),
          ExpressionAttributeValues: values,
        },
      };
    }
    case 'close':
      return {
        Update: {
          ...row,
          UpdateExpression: 'SET closed = :closed',
          ConditionExpression: isThere,
          ExpressionAttributeValues: { ':closed': true },
        },
      };
  }
}
