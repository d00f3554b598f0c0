import type { SimulatedShop } from '../functions/domain/simulation/simulate-shop.ts';

function* listLines(name: string, entries: Iterable<unknown>): Generator<string> {
  yield `,\n${JSON.stringify(name)}: [`;
  let separator = '\n';
  for (const entry of entries) {
    yield `${separator}${JSON.stringify(entry)}`;
    separator = ',\n';
  }
  yield '\n]';
}

/**
 * The truth of a simulated shop as one JSON document with an entry a line. Customers and events are made as they are
 * written, so memory is one customer.
 */
export function* truthLines(shop: SimulatedShop): Generator<string> {
  const { model, settings, ...lists } = shop.truth;
  yield `{"model": ${model},\n"settings": ${JSON.stringify(settings)}`;
  for (const [name, entries] of Object.entries(lists)) yield* listLines(name, entries);
  yield* listLines('customers', shop.customers());
  yield* listLines('serviceEvents', shop.serviceEvents());
  yield '\n}\n';
}
