/**
 * Ids of the shop's own systems. They are opaque text of 1 to 128 characters; the brands only keep an item
 * id from being passed where an order id is meant.
 */
type Branded<Name extends string> = string & { readonly __brand: Name };

export type ItemId = Branded<'ItemId'>;
export type OrderId = Branded<'OrderId'>;
export type CustomerId = Branded<'CustomerId'>;

export const toItemId = (text: string): ItemId => text as ItemId;
export const toOrderId = (text: string): OrderId => text as OrderId;
export const toCustomerId = (text: string): CustomerId => text as CustomerId;

/** Orders ids by UTF-16 code units, the one order used for ties everywhere: never by locale. */
export const compareIds = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
