import type { OrderFact } from '../../domain/orders/order.ts';
import { type OrderKey, orderKeyOf, orderKeyText } from '../../domain/orders/order-key.ts';
import type { HistoryStore } from '../../stores/history/history-store.ts';

export interface MarkedHistory {
  readonly history: HistoryStore;
  /** The fact of an order as last read or written here. */
  factOf(key: OrderKey): OrderFact | undefined;
}

/**
 * The history as an import writes it: every fact is marked `imported`, so that stream consumers pass it over, and an
 * order known to be absent is not asked for. Nothing rests on that knowledge but a saved read: every put has its
 * condition, and after a failed one the order is read.
 * @param absent orders that had no row a moment ago, by `orderKeyText`
 */
export function markedHistory(history: HistoryStore, absent: ReadonlySet<string>): MarkedHistory {
  const facts = new Map<string, OrderFact>();
  const asked = new Set<string>();
  return {
    factOf: (key) => facts.get(orderKeyText(key)),
    history: {
      ...history,
      async getOrder(key) {
        const name = orderKeyText(key);
        if (absent.has(name) && !asked.has(name)) {
          asked.add(name);
          return undefined;
        }
        const fact = await history.getOrder(key);
        if (fact !== undefined) facts.set(name, fact);
        return fact;
      },
      async putOrder(fact, seenVersion) {
        const marked: OrderFact = { ...fact, imported: true };
        const isPut = await history.putOrder(marked, seenVersion);
        if (isPut) facts.set(orderKeyText(orderKeyOf(fact.order)), marked);
        return isPut;
      },
      putReturn: (fact, partition) => history.putReturn({ ...fact, imported: true }, partition),
    },
  };
}
