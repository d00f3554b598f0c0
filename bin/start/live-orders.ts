import { setTimeout as pause } from 'node:timers/promises';
import { currencyDecimals } from '../../functions/contracts/money.ts';
import type { SimulatedShop } from '../../functions/domain/simulation/simulate-shop.ts';
import { toApiOrder } from '../api-shapes.ts';

export interface LiveOrdersOptions {
  readonly shop: Pick<SimulatedShop, 'furtherOrder'>;
  readonly currency: string;
  /** Where the API answers. */
  readonly url: string;
  readonly ingestKey: string;
  /** Milliseconds between two orders. */
  readonly intervalMilliseconds: number;
  readonly signal: AbortSignal;
  readonly onSent: (order: { readonly orderId: string; readonly itemIds: readonly string[] }) => void;
}

/**
 * Keeps placing orders of a simulated shop through the API, as a shop's server would, until told to stop. An order
 * that is not taken is left out: the next one comes soon.
 */
export async function sendLiveOrders(options: LiveOrdersOptions): Promise<void> {
  const decimals = currencyDecimals(options.currency);
  // Order ids go on from the clock, so that a second start on the same data places new orders.
  for (let number = Math.floor(Date.now() / 1000); !options.signal.aborted; number += 1) {
    const order = options.shop.furtherOrder(number, new Date().toISOString());
    try {
      const answer = await fetch(`${options.url}/v1/orders`, {
        method: 'POST',
        headers: { authorization: `Bearer ${options.ingestKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ orders: [toApiOrder(order, decimals)] }),
        signal: options.signal,
      });
      await answer.arrayBuffer();
      if (answer.ok) options.onSent({ orderId: order.orderId, itemIds: order.lines.map((line) => line.itemId) });
      await pause(options.intervalMilliseconds, undefined, { signal: options.signal });
    } catch (error) {
      if (options.signal.aborted) return;
      throw error;
    }
  }
}
