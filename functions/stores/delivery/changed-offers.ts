import { unmarshall } from '@aws-sdk/util-dynamodb';
import { atRiskEvent, type DeliveryEvent } from '../../domain/delivery/delivery-event.ts';
import { offerEvents } from '../../domain/delivery/offer-events.ts';

import type { CustomerId } from '../../domain/ids.ts';
import type { Row } from '../attributes.ts';
import { decodeOffer } from '../offers/offer-codec.ts';
import { customerOfOffers } from '../offers/offer-keys.ts';
import {
  type ChangeAgain,
  decodeAgain,
  decodeAtRisk,
  isAgainRow,
  isAtRiskRow,
  outboxCustomer,
} from './outbox-codec.ts';

/** An image of a row as a stream record has it, each value under its type. */
type Image = Parameters<typeof unmarshall>[0];

/** The part of a stream record that a change of `Offers` is read from. */
export interface OffersRecord {
  readonly OldImage?: unknown;
  readonly NewImage?: unknown;
  readonly ApproximateCreationDateTime?: number | undefined;
}

/** The change of a row of `Offers` that a stream record tells of; undefined for a removal. */
export function changeOfRecord({
  OldImage,
  NewImage,
  ApproximateCreationDateTime = 0,
}: OffersRecord): ChangeAgain | undefined {
  if (NewImage === undefined) return undefined;
  return {
    ...(OldImage === undefined ? {} : { before: unmarshall(OldImage as Image) }),
    after: unmarshall(NewImage as Image),
    changedAt: new Date(ApproximateCreationDateTime * 1000).toISOString(),
  };
}

const isOutboxRow = (row: Row): boolean => outboxCustomer(String(row.pk)) !== undefined;

/** Whom a change of `Offers` is about; undefined for rows of other kinds. */
export const customerOfChange = ({ after }: ChangeAgain): CustomerId | undefined =>
  outboxCustomer(String(after.pk)) ?? customerOfOffers(String(after.pk));

/**
 * What a change of `Offers` tells: of an offer, of a customer at risk, or of a change that is told again.
 * @throws HoldfastError `store.corrupt-row`, `delivery.incomplete-offer`
 */
export function eventsOfChange({ before, after, changedAt }: ChangeAgain): readonly DeliveryEvent[] {
  if (!isOutboxRow(after)) {
    return offerEvents(before === undefined ? undefined : decodeOffer(before), decodeOffer(after), changedAt);
  }
  if (isAtRiskRow(after)) return [atRiskEvent(decodeAtRisk(after))];
  return isAgainRow(after) ? eventsOfChange(decodeAgain(after)) : [];
}
