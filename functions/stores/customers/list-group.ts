import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { customerShardCount, shardOf } from '../../domain/customers/customer-shard.ts';
import type { GroupName } from '../../domain/standing/customer-group.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';
import { tables } from '../tables.ts';
import { customerKey } from './customer-codec.ts';
import { decodeGroupMember, type GroupMember, type GroupPosition } from './group-index.ts';
import { groupShardKey } from './standing-codec.ts';

export interface GroupPage {
  /** Highest value at risk first; equal ones by shard, then as the index has them. */
  readonly members: readonly GroupMember[];
  /** Whether others follow the last one. */
  readonly more: boolean;
}

const { name: IndexName } = tables.customers.index;

/**
 * What a shard still has to give behind a position of the whole list. The order of the list is by value and then by
 * shard, so that earlier shards have given all of the position's value, later ones none of it; and the position's own
 * goes on behind its row, also where that row has moved on since.
 */
function behind(after: GroupPosition, group: GroupName, shard: number) {
  const own = shardOf(after.customerId);
  if (shard === own) {
    const key = {
      pk: customerKey(after.customerId),
      groupShard: groupShardKey(group, shard),
      valueAtRisk: after.valueAtRiskMinor,
    };
    return { condition: '', values: {}, start: { ExclusiveStartKey: key } };
  }
  const sign = shard < own ? '<' : '<=';
  return { condition: ` AND valueAtRisk ${sign} :value`, values: { ':value': after.valueAtRiskMinor }, start: {} };
}

/**
 * The members of a group by value at risk, merged from the shards of its list. Reads up to `limit` members of each
 * shard, of some 150 bytes: half a read unit for each 27. As the index is written a moment after the rows, a member
 * that moves meanwhile may be missed or come twice.
 */
export async function listGroup(
  access: TableAccess,
  group: GroupName,
  limit: number,
  after: GroupPosition | undefined,
): Promise<GroupPage> {
  const TableName = tableNameIn(access, 'customers');
  const readShard = async (shard: number) => {
    const place = after === undefined ? undefined : behind(after, group, shard);
    const answer = await request(() =>
      access.documents.send(
        new QueryCommand({
          TableName,
          IndexName,
          KeyConditionExpression: `groupShard = :shard${place?.condition ?? ''}`,
          ExpressionAttributeValues: { ':shard': groupShardKey(group, shard), ...place?.values },
          ScanIndexForward: false,
          // One more than is given out tells whether others follow.
          Limit: limit + 1,
          ...place?.start,
        }),
      ),
    );
    return (answer.Items ?? []).map(decodeGroupMember);
  };
  const shards = await Promise.all(Array.from({ length: customerShardCount }, (_, shard) => readShard(shard)));
  // Sorting is stable, so that equal values stay in the order of the shards, and within one as the index has them.
  const merged = shards.flat().sort((left, right) => right.valueAtRiskMinor - left.valueAtRiskMinor);
  return { members: merged.slice(0, limit), more: merged.length > limit };
}
