import type * as z from 'zod';
import type { ItemId } from '../domain/ids.ts';
import { itemKinds, listKinds, type SlotRequest } from '../domain/selection/slot.ts';
import { type ContractContext, closedObject, oneOf } from './fields.ts';
import { type ParseResult, parseWith } from './parse-entry.ts';
import {
  isPriceRange,
  priceRangeRefusal,
  rulesOf,
  type SelectionFields,
  selectionParameters,
} from './selection-fields.ts';

/** A list that is asked for, and whether the catalogue's words come along. */
export interface AskedList {
  readonly slot: SlotRequest;
  readonly withItems: boolean;
}

interface ListFields extends SelectionFields {
  readonly kind: SlotRequest['kind'];
  readonly expand?: 'item' | undefined;
  readonly visitorId?: string | undefined;
  readonly placement?: string | undefined;
}

/** The slot that checked fields ask for. */
export const askedList = (fields: ListFields, items: readonly ItemId[]): AskedList => ({
  slot: {
    kind: fields.kind,
    items,
    limit: fields.limit,
    fill: fields.fill,
    rules: rulesOf(fields),
    ...(fields.visitorId === undefined ? {} : { visitorId: fields.visitorId }),
    ...(fields.placement === undefined ? {} : { placement: fields.placement }),
  },
  withItems: fields.expand === 'item',
});

export const recommendationsQuerySchema = (context: ContractContext) =>
  closedObject({ kind: oneOf(itemKinds).default('together'), ...selectionParameters(context) }, 'parameter').refine(
    isPriceRange,
    priceRangeRefusal,
  );

export const listsQuerySchema = (context: ContractContext) =>
  closedObject({ kind: oneOf(listKinds).default('bestsellers'), ...selectionParameters(context) }, 'parameter').refine(
    isPriceRange,
    priceRangeRefusal,
  );

export type QueryParameters = Readonly<Record<string, string | undefined>> | undefined;

function parserOf<Kind extends SlotRequest['kind']>(schema: z.ZodType<ListFields & { readonly kind: Kind }>) {
  return (query: QueryParameters, items: readonly ItemId[]): ParseResult<AskedList> => {
    const parsed = parseWith(schema, query ?? {}, 'request.query');
    return parsed.ok ? { ok: true, value: askedList(parsed.value, items) } : parsed;
  };
}

/** Makes the check of the query for one item; `request.query` names the parameter and what it allows. */
export const createItemQueryParser = (context: ContractContext) => parserOf(recommendationsQuerySchema(context));

/** Makes the check of the query for a list of the shop. */
export const createListQueryParser = (context: ContractContext) => parserOf(listsQuerySchema(context));
