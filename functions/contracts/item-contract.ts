import type * as z from 'zod';
import { toItemId } from '../domain/ids.ts';
import { type CatalogueItem, itemTags } from '../domain/items/item.ts';
import {
  type ContractContext,
  closedObject,
  flag,
  id,
  instant,
  listOf,
  money,
  oneOf,
  text,
  webAddress,
  wholeNumber,
} from './fields.ts';
import { type ParseResult, parseWith } from './parse-entry.ts';

const maximumStock = 1_000_000_000;

/** An item of the catalogue as a shop sends it, turned into the domain's; only the id is needed. */
export const itemSchema = (context: ContractContext) =>
  closedObject({
    itemId: id().transform(toItemId),
    name: text(512).optional(),
    title: text(512).optional(),
    url: webAddress().optional(),
    imageUrl: webAddress().optional(),
    category: text(128).optional(),
    brand: text(128).optional(),
    price: money(context).optional(),
    listPrice: money(context).optional(),
    unitCost: money(context).optional(),
    // Shops sell more than they have: that is a fact to know, not a mistake to refuse.
    stock: wholeNumber(-maximumStock, maximumStock).optional(),
    tags: listOf(oneOf(itemTags), 0, itemTags.length)
      .refine((tags) => new Set(tags).size === tags.length, 'names a tag twice; needed are distinct tags')
      .optional(),
    variantOf: id().transform(toItemId).optional(),
    launchedAt: instant(context, 'planned').optional(),
    neverRecommend: flag()
      .optional()
      .meta({ description: 'Never named to a customer; its orders are evidence all the same. Default false.' }),
  }).transform(({ price, listPrice, unitCost, ...same }, { issues }): CatalogueItem => {
    if (same.variantOf === same.itemId) {
      issues.push({
        code: 'custom',
        input: same,
        path: ['variantOf'],
        message: 'is the item itself; needed is the id of another item',
      });
    }
    return {
      ...same,
      priceMinor: price,
      listPriceMinor: listPrice,
      unitCostMinor: unitCost,
    };
  });

/** Makes the check of one item: `item.invalid` with all that is wrong. */
export function createItemParser(context: ContractContext): (input: unknown) => ParseResult<CatalogueItem> {
  const schema: z.ZodType<CatalogueItem> = itemSchema(context);
  return (input) => parseWith(schema, input, 'item.invalid');
}
