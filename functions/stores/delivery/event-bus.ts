import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { DeliveryEventKind } from '../../domain/delivery/delivery-event.ts';
import type { Instant } from '../../domain/orders/order.ts';

export interface BusEntry {
  readonly kind: DeliveryEventKind;
  readonly occurredAt: Instant;
  /** JSON. */
  readonly detail: string;
}

/** Where other systems of the shop listen. Tells each entry at least once, in no order. */
export interface EventBus {
  /**
   * Puts at most 10 entries, of 256 KB together.
   * @returns for each entry why it was not taken, as a code of EventBridge; undefined where it was
   */
  put(entries: readonly BusEntry[]): Promise<readonly (string | undefined)[]>;
}

/** What the rules of the bus, and anybody else's, know our events by. */
const eventSource = 'holdfast';

/** @param client default: one of the region and account that the SDK finds */
export function createEventBus(busName: string, client = new EventBridgeClient({})): EventBus {
  return {
    async put(entries) {
      const answer = await client.send(
        new PutEventsCommand({
          Entries: entries.map(({ kind, occurredAt, detail }) => ({
            EventBusName: busName,
            Source: eventSource,
            DetailType: kind,
            Detail: detail,
            Time: new Date(occurredAt),
          })),
        }),
      );
      // An entry without an answer is as good as one that was refused.
      return entries.map((_, place) => {
        const result = answer.Entries?.[place];
        return result?.EventId === undefined ? (result?.ErrorCode ?? 'NoAnswer') : undefined;
      });
    },
  };
}
