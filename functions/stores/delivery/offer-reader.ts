import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CustomerId } from '../../domain/ids.ts';
import type { Offer } from '../../domain/offers/offer.ts';
import { decodeOffer, offerKey } from '../offers/offer-codec.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';

/** For who delivers offers and changes none. */
export interface OfferReader {
  /** A customer's offer of a campaign as it stands, read consistently. */
  find(customerId: CustomerId, campaignId: string): Promise<Offer | undefined>;
}

export const createOfferReader = (access: TableAccess): OfferReader => ({
  async find(customerId, campaignId) {
    const TableName = tableNameIn(access, 'offers');
    const Key = offerKey(customerId, campaignId);
    const answer = await request(() => access.documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
    return answer.Item === undefined ? undefined : decodeOffer(answer.Item);
  },
});
