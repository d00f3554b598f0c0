import { BasketLines } from '../../bin/readers/basket-lines.ts';
import type { BasketTable } from '../../functions/domain/evaluation/basket-table.ts';

export interface TableBasket {
  readonly items: readonly string[];
  readonly customer?: string;
  /** Epoch milliseconds; all baskets have one, or none has. */
  readonly time?: number;
}

/** A table of baskets named b0, b1, … */
export function tableOf(baskets: readonly TableBasket[]): BasketTable {
  const withTimes = baskets.some(({ time }) => time !== undefined);
  const lines = new BasketLines({ withCustomers: true, moments: withTimes ? 'times' : 'none' });
  baskets.forEach(({ items, customer, time }, number) => {
    for (const item of items) lines.add(`b${number}`, item, customer, time);
  });
  return lines.toTable();
}
