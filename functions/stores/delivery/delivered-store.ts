import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { optionalNumberOf } from '../attributes.ts';
import { conditional, request, type TableAccess, tableNameIn } from '../table-access.ts';
import { expiryAttribute } from '../tables.ts';

/** Our own ends of the bus; each delivers an event for itself. */
export type DeliveryTarget = 'webhook' | 'email';

/** `claimed`: deliver it. `delivered`: it was. `busy`: somebody is at it, or died at it a moment ago. */
export type Claim = 'claimed' | 'delivered' | 'busy';

/** What was delivered by which target, in `Offers`, for as long as an event may come again. */
export interface DeliveredStore {
  /** Takes an event on for a while. Of two that ask at once one gets it. */
  claim(eventId: string, target: DeliveryTarget, now: Date): Promise<Claim>;
  /** Says that it is delivered; repeating it is harmless. */
  settle(eventId: string, target: DeliveryTarget, now: Date): Promise<void>;
}

/** Longer than a call of a target may take, and shorter than the queue waits before it tries again. */
const leaseSeconds = 90;
/** The queues keep a message four days, and dead letters are sent again by hand. */
const lifeSeconds = 7 * 86_400;

const leaseEnd = 'leaseEndsAtEpochSeconds';

export function createDeliveredStore(access: TableAccess): DeliveredStore {
  const TableName = tableNameIn(access, 'offers');
  const { documents } = access;
  const keyOf = (eventId: string, target: DeliveryTarget) => ({ pk: `delivered#${eventId}`, sk: target });
  const secondsOf = (now: Date): number => Math.floor(now.getTime() / 1000);
  return {
    async claim(eventId, target, now) {
      const Key = keyOf(eventId, target);
      const seconds = secondsOf(now);
      const claimed = await conditional(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: { ...Key, [leaseEnd]: seconds + leaseSeconds, [expiryAttribute]: seconds + lifeSeconds },
            // What is delivered has no lease any more, and nothing is less than an attribute that is not there.
            ConditionExpression: `attribute_not_exists(pk) OR ${leaseEnd} < :now`,
            ExpressionAttributeValues: { ':now': seconds },
          }),
        ),
      );
      if (claimed) return 'claimed';
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      const isHeld = answer.Item === undefined || optionalNumberOf(answer.Item, leaseEnd) !== undefined;
      return isHeld ? 'busy' : 'delivered';
    },

    async settle(eventId, target, now) {
      const Item = {
        ...keyOf(eventId, target),
        deliveredAt: now.toISOString(),
        [expiryAttribute]: secondsOf(now) + lifeSeconds,
      };
      await request(() => documents.send(new PutCommand({ TableName, Item })));
    },
  };
}
