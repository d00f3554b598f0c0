import { PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { BudgetLimits } from '../../domain/offers/campaign.ts';
import type { BudgetShare } from '../../domain/offers/offer.ts';
import type { BudgetPart } from '../../domain/offers/take-from-parts.ts';
import { defined, flagOf, optionalNumberOf, type Row, textOf } from '../attributes.ts';
import { conditional, type TableAccess, tableNameIn } from '../table-access.ts';
import type { TransactItem } from '../transact.ts';

/** What campaigns have left to spend, in parts. Every read is consistent. */
export interface BudgetPartsStore {
  /** The parts of one budget, in order of their names. @param budget `total`, or a period as `periodBudget` names it */
  list(campaignId: string, budget: string): Promise<readonly BudgetPart[]>;
  /** Makes parts where they are not there yet. */
  putAbsent(campaignId: string, parts: readonly BudgetPart[]): Promise<void>;
}

const partition = (campaignId: string): string => `budget#${campaignId}`;

const attributes = { amountMinor: 'amountMinorLeft', uses: 'usesLeft', points: 'pointsLeft' } as const;
const measures = Object.keys(attributes) as readonly (keyof BudgetLimits)[];

function decodePart(row: Row): BudgetPart {
  const left = defined({
    amountMinor: optionalNumberOf(row, attributes.amountMinor),
    uses: optionalNumberOf(row, attributes.uses),
    points: optionalNumberOf(row, attributes.points),
  });
  return { part: textOf(row, 'sk'), left, isClosed: flagOf(row, 'closed') };
}

const encodePart = (campaignId: string, { part, left, isClosed }: BudgetPart): Row =>
  defined({
    pk: partition(campaignId),
    sk: part,
    [attributes.amountMinor]: left.amountMinor,
    [attributes.uses]: left.uses,
    [attributes.points]: left.points,
    closed: isClosed ? true : undefined,
  });

/** The sets, conditions and values of moving a share out of a part (`-`) or back into it (`+`). */
function moveOf(share: BudgetShare, { left }: BudgetPart, sign: '-' | '+') {
  const sets: string[] = [];
  const conditions: string[] = [];
  const values: Record<string, number> = {};
  for (const measure of measures) {
    const name = attributes[measure];
    if (share[measure] === 0) continue;
    if (left[measure] === undefined) {
      // What was not bounded when it was read, and is now, is read again.
      conditions.push(`attribute_not_exists(${name})`);
      continue;
    }
    sets.push(`${name} = ${name} ${sign} :${measure}`);
    conditions.push(sign === '-' ? `${name} >= :${measure}` : `attribute_exists(${name})`);
    values[`:${measure}`] = share[measure];
  }
  return { sets, conditions, values };
}

/**
 * What a transaction does with a part: takes a share where the part is open and has it, or gives one back, also to a
 * closed part, which stays closed. A part of which nothing is bounded is only looked at.
 * @param part as it was read
 */
export function budgetItem(
  access: TableAccess,
  campaignId: string,
  move: { readonly share: BudgetShare; readonly part: BudgetPart; readonly sign: '-' | '+' },
): TransactItem {
  const { sets, conditions, values } = moveOf(move.share, move.part, move.sign);
  const isOpen = move.sign === '-' ? ['attribute_not_exists(closed)'] : [];
  const check = {
    TableName: tableNameIn(access, 'campaigns'),
    Key: { pk: partition(campaignId), sk: move.share.part },
    ConditionExpression: ['attribute_exists(pk)', ...isOpen, ...conditions].join(' AND '),
  };
  if (sets.length === 0) return { ConditionCheck: check };
  return { Update: { ...check, UpdateExpression: `SET ${sets.join(', ')}`, ExpressionAttributeValues: values } };
}

export function createBudgetPartsStore(access: TableAccess): BudgetPartsStore {
  const TableName = tableNameIn(access, 'campaigns');
  const { documents } = access;
  return {
    async list(campaignId, budget) {
      const parts: BudgetPart[] = [];
      const pages = paginateQuery(
        { client: documents },
        {
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :campaign AND begins_with(sk, :budget)',
          ExpressionAttributeValues: { ':campaign': partition(campaignId), ':budget': `${budget}#` },
        },
      );
      for await (const page of pages) parts.push(...(page.Items ?? []).map(decodePart));
      return parts;
    },

    async putAbsent(campaignId, parts) {
      const ConditionExpression = 'attribute_not_exists(pk)';
      for (const part of parts) {
        const Item = encodePart(campaignId, part);
        await conditional(() => documents.send(new PutCommand({ TableName, Item, ConditionExpression })));
      }
    },
  };
}
