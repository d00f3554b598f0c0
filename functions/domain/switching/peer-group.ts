import type { CustomerYear } from './customer-year.ts';

/** Days of tenure at which a customer counts with others of longer standing. */
const tenureBands = [90, 365, 730];

type OfPeers = Pick<CustomerYear, 'firstPurchaseDay' | 'firstCategory' | 'asOfDay'>;

/** Customers are compared with those of like tenure who began with the same category. */
export function peerGroupOf({ firstPurchaseDay, firstCategory, asOfDay }: OfPeers): string {
  const days = firstPurchaseDay === null ? 0 : asOfDay - firstPurchaseDay;
  return `${tenureBands.filter((band) => days >= band).length} ${firstCategory ?? ''}`;
}
