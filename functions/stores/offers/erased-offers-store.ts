import type { Offer } from '../../domain/offers/offer.ts';
import { defined, type Row } from '../attributes.ts';
import { type TableAccess, tableNameIn } from '../table-access.ts';
import { type TransactItem, type TransactionOutcome, transact } from '../transact.ts';
import { codeKey, erasedKey, offerKey, orderRedemptionsKey } from './offer-keys.ts';

/** What an erasure may do to offers, which nothing else deletes. */
export interface ErasedOffersStore {
  /**
   * Deletes an offer, its code and what its order tells of redemptions, all or none. Of a redeemed one a row without
   * customer, order, code and times stays under the random id. `changed` where the offer is not as it was read.
   */
  erase(seen: Offer, randomId: string): Promise<TransactionOutcome>;
}

/** What of a redemption says nothing of who it was: campaign, arm and chance, and what was spent. */
function anonymousRow({ decision, terms, redemption }: Offer, randomId: string): Row | undefined {
  if (redemption === undefined) return undefined;
  const { campaignId, campaignVersion, group, armId, propensity } = decision;
  const { amountMinor, points } = redemption;
  return defined({
    ...erasedKey(randomId, campaignId),
    kind: terms?.kind,
    campaignVersion,
    group,
    armId,
    propensity,
    amountMinor,
    points,
  });
}

export function createErasedOffersStore(access: TableAccess): ErasedOffersStore {
  const TableName = tableNameIn(access, 'offers');
  return {
    erase(seen, randomId) {
      const { customerId, campaignId } = seen.decision;
      const anonymous = anonymousRow(seen, randomId);
      const items: TransactItem[] = [
        {
          Delete: {
            TableName,
            Key: offerKey(customerId, campaignId),
            ConditionExpression: 'revision = :seen',
            ExpressionAttributeValues: { ':seen': seen.revision },
          },
        },
      ];
      if (seen.code !== undefined) items.push({ Delete: { TableName, Key: codeKey(seen.code) } });
      if (seen.redemption !== undefined) {
        // Of one order all redemptions are the same customer's: the row goes with the first of them.
        items.push({ Delete: { TableName, Key: orderRedemptionsKey(seen.redemption.orderId) } });
      }
      if (anonymous !== undefined) {
        items.push({ Put: { TableName, Item: anonymous, ConditionExpression: 'attribute_not_exists(pk)' } });
      }
      return transact(access, items);
    },
  };
}
