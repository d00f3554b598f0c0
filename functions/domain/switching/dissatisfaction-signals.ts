import type { CustomerYear } from './customer-year.ts';
import type { ShopContext } from './shop-context.ts';
import { keptMean, shrink } from './shrink.ts';
import { type Measurement, missing } from './signal.ts';

/** What a customer's rate is beyond the shop's, 0 to 1. */
function excessRate(count: number, orderCount: number, shopRate: number): number {
  const rate = shrink(Math.min(1, count / orderCount), orderCount, shopRate);
  // Against the mean it was drawn to: against a smaller one, orders without any fault would count as faulty.
  const mean = keptMean(shopRate);
  return shopRate >= 1 ? 0 : Math.max(0, (rate - mean) / (1 - mean));
}

/**
 * What went wrong: 1 - (1 - returns) (1 - complaints) (1 - late), each as excess over the shop's rate an order. Each
 * rate is drawn towards the shop's by itself, so the whole is not drawn again.
 */
export function serviceFailures({ service }: CustomerYear, shop: ShopContext): Measurement {
  const { orderCount, faultyOrderCount, lateOrderCount, complaintWeight } = service;
  if (shop.faultRate === 0 && shop.lateRate === null && shop.complaintRate === null) return missing('not-sent');
  if (orderCount === 0) return missing('too-little-evidence');
  const excesses = [excessRate(faultyOrderCount, orderCount, shop.faultRate)];
  if (lateOrderCount !== null && shop.lateRate !== null) {
    excesses.push(excessRate(lateOrderCount, orderCount, shop.lateRate));
  }
  if (complaintWeight !== null && shop.complaintRate !== null) {
    excesses.push(excessRate(complaintWeight, orderCount, shop.complaintRate));
  }
  const inputs = {
    orders: orderCount,
    faulty: faultyOrderCount,
    ...(lateOrderCount === null ? {} : { late: lateOrderCount }),
    ...(complaintWeight === null ? {} : { complaints: complaintWeight, open: service.openComplaintCount }),
  };
  const raw = 1 - excesses.reduce((left, excess) => left * (1 - excess), 1);
  return { raw, evidence: orderCount, inputs, shrinks: false };
}

/** Wanted items that were out of stock. */
export function stockOuts({ wanted }: CustomerYear): Measurement {
  if (wanted === null) return missing('not-sent');
  const { itemCount, outOfStockCount } = wanted;
  if (itemCount === 0) return missing('too-little-evidence');
  const inputs = { wanted: itemCount, outOfStock: outOfStockCount };
  return { raw: outOfStockCount / itemCount, evidence: itemCount, inputs, shrinks: true };
}
