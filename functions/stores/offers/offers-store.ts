import { GetCommand, PutCommand, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import { HoldfastError } from '../../domain/errors.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { toCustomerId } from '../../domain/ids.ts';
import type { ErasedRedemption, Offer, OfferOutcome } from '../../domain/offers/offer.ts';
import type { Row } from '../attributes.ts';
import { conditional, request, type TableAccess, tableNameIn } from '../table-access.ts';
import { tables } from '../tables.ts';
import { type TransactionOutcome, transact } from '../transact.ts';
import { decodeOffer, encodeOffer, erasedRedemptionOf, offerOfKey, pendingShard } from './offer-codec.ts';
import { codeKey, offerKey, offersPartition } from './offer-keys.ts';

/** Where an offer stands. */
export interface OfferPlace {
  readonly customerId: CustomerId;
  readonly campaignId: string;
}

/** A row that results are made of. */
export type ScannedOffer =
  | { readonly found: 'offer'; readonly offer: Offer }
  | { readonly found: 'erased'; readonly redemption: ErasedRedemption };

/** One offer a customer and campaign. Every read is consistent, but for that of what is pending. */
export interface OffersStore {
  find(customerId: CustomerId, campaignId: string): Promise<Offer | undefined>;
  /** All of a customer, by campaign. */
  list(customerId: CustomerId): Promise<readonly Offer[]>;
  findByCode(code: string): Promise<OfferPlace | undefined>;
  /** Puts what was decided of a customer, once: false where the campaign has decided of them before. */
  putDecision(offer: Offer): Promise<boolean>;
  /**
   * Sends an offer out: it and its code, or neither. `changed` where it is not as it was read, or the code is taken.
   * @param seen as it was read: decided, with terms
   */
  issue(
    seen: Offer,
    sent: Required<Pick<Offer, 'code' | 'issuedAt' | 'expiresAt'>> & Pick<Offer, 'channel'>,
  ): Promise<TransactionOutcome>;
  /** Keeps what came of an offer, once its horizon is over; false where it is not as it was read. */
  putOutcome(seen: Offer, outcome: OfferOutcome): Promise<boolean>;
  /** Withdraws an offer that was decided or issued; false where it is not as it was read. */
  withdraw(seen: Offer, because: string): Promise<boolean>;
  /**
   * What of a campaign waits to be sent, oldest decisions first: eventual, from the index, so read each before it is sent.
   * @param shard 0 to 7
   */
  listPending(campaignId: string, shard: number): AsyncIterable<OfferPlace>;
  /** Every offer of a segment of the table, and what is left of erased ones, in no order: for nightly work only. */
  scan(segment: number, totalSegments: number): AsyncIterable<ScannedOffer>;
}

/** Not by the helpers that name the row in their errors: its key is the code, which is a secret. */
function decodeCode({ customerId, campaignId }: Row): OfferPlace {
  if (typeof customerId === 'string' && typeof campaignId === 'string') {
    return { customerId: toCustomerId(customerId), campaignId };
  }
  throw new HoldfastError('store.corrupt-row', 'the row of a code names no customer and campaign');
}

/** Codes, what orders redeemed and the rows of delivery lie in the same table. */
function scannedOffer(row: Row): ScannedOffer | undefined {
  if (offerOfKey(row) !== undefined) return { found: 'offer', offer: decodeOffer(row) };
  const redemption = erasedRedemptionOf(row);
  return redemption && { found: 'erased', redemption };
}

export function createOffersStore(access: TableAccess): OffersStore {
  const TableName = tableNameIn(access, 'offers');
  const { documents } = access;

  async function get(Key: { readonly pk: string; readonly sk: string }): Promise<Row | undefined> {
    return (await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })))).Item;
  }

  const ifSeen = ({ revision }: Offer) => ({
    ConditionExpression: 'revision = :seen',
    ExpressionAttributeValues: { ':seen': revision },
  });

  return {
    async find(customerId, campaignId) {
      const row = await get(offerKey(customerId, campaignId));
      return row === undefined ? undefined : decodeOffer(row);
    },

    async list(customerId) {
      const offers: Offer[] = [];
      const pages = paginateQuery(
        { client: documents },
        {
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :customer',
          ExpressionAttributeValues: { ':customer': offersPartition(customerId) },
        },
      );
      for await (const page of pages) offers.push(...(page.Items ?? []).map(decodeOffer));
      return offers;
    },

    async findByCode(code) {
      const row = await get(codeKey(code));
      return row === undefined ? undefined : decodeCode(row);
    },

    putDecision: (offer) =>
      conditional(() =>
        documents.send(
          new PutCommand({ TableName, Item: encodeOffer(offer), ConditionExpression: 'attribute_not_exists(pk)' }),
        ),
      ),

    issue(seen, sent) {
      const { customerId, campaignId } = seen.decision;
      const issued: Offer = { ...seen, ...sent, status: 'issued', revision: seen.revision + 1 };
      return transact(access, [
        { Put: { TableName, Item: encodeOffer(issued), ...ifSeen(seen) } },
        {
          Put: {
            TableName,
            Item: { ...codeKey(sent.code), customerId, campaignId },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      ]);
    },

    putOutcome(seen, outcome) {
      const measured: Offer = { ...seen, outcome, revision: seen.revision + 1 };
      return conditional(() =>
        documents.send(new PutCommand({ TableName, Item: encodeOffer(measured), ...ifSeen(seen) })),
      );
    },

    withdraw(seen, withdrawnBecause) {
      const withdrawn: Offer = { ...seen, status: 'withdrawn', withdrawnBecause, revision: seen.revision + 1 };
      return conditional(() =>
        documents.send(new PutCommand({ TableName, Item: encodeOffer(withdrawn), ...ifSeen(seen) })),
      );
    },

    async *listPending(campaignId, shard) {
      const { index } = tables.offers;
      const pages = paginateQuery(
        { client: documents },
        {
          TableName,
          IndexName: index.name,
          KeyConditionExpression: `${index.partitionKey} = :shard`,
          ExpressionAttributeValues: { ':shard': pendingShard(campaignId, shard) },
        },
      );
      for await (const page of pages) {
        for (const row of page.Items ?? []) {
          const place = offerOfKey(row);
          if (place !== undefined) yield place;
        }
      }
    },

    async *scan(segment, totalSegments) {
      const pages = paginateScan(
        { client: documents },
        { TableName, ConsistentRead: true, Segment: segment, TotalSegments: totalSegments },
      );
      for await (const page of pages) {
        for (const row of page.Items ?? []) {
          const scanned = scannedOffer(row);
          if (scanned !== undefined) yield scanned;
        }
      }
    },
  };
}
