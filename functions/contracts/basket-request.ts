import { type CustomerId, type ItemId, toCustomerId } from '../domain/ids.ts';
import { type ContractContext, closedObject, flag, id } from './fields.ts';
import { type ParseResult, parseWith } from './parse-entry.ts';
import { type AskedList, askedList } from './recommendations-query.ts';
import {
  bodyExpand,
  bodyItemIds,
  bodyPlacement,
  isPriceRange,
  priceRangeRefusal,
  selectionBodyFields,
} from './selection-fields.ts';

/** Distinct items that a cart may have, and rows that one answer reads at most. */
const maximumCartItems = 100;

/** A cart that is to be added to. */
export interface AskedBasket extends AskedList {
  readonly customerId?: CustomerId;
  /** Whether what the customer has bought before is left out. */
  readonly excludeOwned: boolean;
}

export const cartItems = () =>
  bodyItemIds(1, maximumCartItems)
    .transform((items): readonly ItemId[] => [...new Set(items)])
    .meta({ description: 'Items of the cart; neither they nor their variants are named.' });

export const basketRequestSchema = (context: ContractContext) =>
  closedObject({
    items: cartItems(),
    ...selectionBodyFields(context),
    expand: bodyExpand().optional(),
    visitorId: id().optional(),
    placement: bodyPlacement().optional(),
    customerId: id()
      .transform(toCustomerId)
      .optional()
      .meta({ description: 'Not for a key whose only scope is `storefront`.' }),
    excludeOwned: flag()
      .default(false)
      .meta({ description: 'Whether what the customer has bought before is left out; needs `customerId`.' }),
  })
    .refine(isPriceRange, priceRangeRefusal)
    .refine(({ customerId, excludeOwned }) => !excludeOwned || customerId !== undefined, {
      path: ['excludeOwned'],
      error: 'is true without a customerId; needed is the customerId of the one whose items are to be left out',
    });

/** Makes the check of a cart; `request.invalid` with all that is wrong. */
export function createBasketRequestParser(context: ContractContext): (body: unknown) => ParseResult<AskedBasket> {
  const schema = basketRequestSchema(context);
  return (body) => {
    const parsed = parseWith(schema, body, 'request.invalid');
    if (!parsed.ok) return parsed;
    const { items, customerId, excludeOwned, ...fields } = parsed.value;
    const asked = askedList({ ...fields, kind: 'basket' }, items);
    return {
      ok: true,
      value: { ...asked, excludeOwned, ...(customerId === undefined ? {} : { customerId }) },
    };
  };
}
