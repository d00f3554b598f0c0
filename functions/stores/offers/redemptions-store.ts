import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type OrderId, toCustomerId } from '../../domain/ids.ts';
import type { Offer } from '../../domain/offers/offer.ts';
import type { OrderRedemption, OrderRedemptions } from '../../domain/offers/order-redemptions.ts';
import { isRow, listOf, numberOf, type Row, textOf } from '../attributes.ts';
import { budgetShareItem, type SharedPart } from '../campaigns/budget-share-items.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';
import { type TransactItem, type TransactionOutcome, transact } from '../transact.ts';
import { encodeOffer } from './offer-codec.ts';
import { orderRedemptionsKey } from './offer-keys.ts';

/** A redemption, or one that is taken back: three kinds of rows, written all or none. */
export interface RedemptionWrite {
  /** The offer as it is to be; its revision is one above that of the row as it was read. */
  readonly offer: Offer;
  /** What the order is to have redeemed; its revision is that of the row as it was read. */
  readonly order: OrderRedemptions;
  readonly parts: readonly SharedPart[];
  /** Of the request, see `transact`. */
  readonly token: string;
}

/** What orders redeemed, and the transactions that change it. */
export interface RedemptionsStore {
  /** Read consistently. */
  ofOrder(orderId: OrderId): Promise<OrderRedemptions>;
  /** Takes the shares from the parts, and puts offer and order. */
  redeem(write: RedemptionWrite): Promise<TransactionOutcome>;
  /** Gives the shares back to the parts, and puts offer and order. */
  rollBack(write: RedemptionWrite): Promise<TransactionOutcome>;
}

function decodeRedemption(row: Row): OrderRedemption {
  return {
    campaignId: textOf(row, 'campaignId'),
    customerId: toCustomerId(textOf(row, 'customerId')),
    code: textOf(row, 'code'),
    amountMinor: numberOf(row, 'amountMinor'),
    points: numberOf(row, 'points'),
    stacking: textOf(row, 'stacking') === 'with-others' ? 'with-others' : 'alone',
  };
}

export function createRedemptionsStore(access: TableAccess): RedemptionsStore {
  const TableName = tableNameIn(access, 'offers');
  const campaignsTable = tableNameIn(access, 'campaigns');
  const { documents } = access;

  function orderItem({ orderId, redemptions, revision }: OrderRedemptions): TransactItem {
    return {
      Put: {
        TableName,
        Item: { ...orderRedemptionsKey(orderId), redemptions, revision: (revision ?? 0) + 1 },
        ...(revision === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': revision } }),
      },
    };
  }

  const write = ({ offer, order, parts, token }: RedemptionWrite, sign: '-' | '+'): Promise<TransactionOutcome> =>
    transact(
      access,
      [
        {
          Put: {
            TableName,
            Item: encodeOffer(offer),
            ConditionExpression: 'revision = :seen',
            ExpressionAttributeValues: { ':seen': offer.revision - 1 },
          },
        },
        orderItem(order),
        ...parts.map((shared) => budgetShareItem(campaignsTable, offer.decision.campaignId, shared, sign)),
      ],
      token,
    );

  return {
    async ofOrder(orderId) {
      const Key = orderRedemptionsKey(orderId);
      const { Item } = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      if (Item === undefined) return { orderId, redemptions: [], revision: undefined };
      const redemptions = listOf(Item, 'redemptions').filter(isRow).map(decodeRedemption);
      return { orderId, redemptions, revision: numberOf(Item, 'revision') };
    },
    redeem: (redemption) => write(redemption, '-'),
    rollBack: (redemption) => write(redemption, '+'),
  };
}
