import type * as z from 'zod';
import { type ItemId, toItemId } from '../domain/ids.ts';
import { itemKinds, type SlotRequest, slotKinds } from '../domain/selection/slot.ts';
import { cartItems } from './basket-request.ts';
import { type ContractContext, closedObject, id, listOf, oneOf } from './fields.ts';
import { type ParseResult, parseWith } from './parse-entry.ts';
import { askedList } from './recommendations-query.ts';
import {
  bodyExpand,
  bodyItemIds,
  bodyPlacement,
  isPriceRange,
  maximumListed,
  priceRangeRefusal,
  selectionBodyFields,
} from './selection-fields.ts';

const maximumSlots = 12;
/** Distinct items that all slots of a page ask for: each is up to three rows, and a page costs no more than a cart. */
const maximumAskedItems = 100;

/** A page that is to be filled, its slots in order. */
export interface AskedPage {
  readonly slots: readonly (SlotRequest & { readonly placement: string })[];
  readonly withItems: boolean;
}

interface Subject {
  readonly kind: SlotRequest['kind'];
  readonly itemId?: ItemId | undefined;
  readonly items?: readonly ItemId[] | undefined;
}

/** Which of `itemId` and `items` a slot of its kind takes. */
function subjectOf(kind: SlotRequest['kind']): 'itemId' | 'items' | undefined {
  if (kind === 'basket') return 'items';
  return itemKinds.some((name) => name === kind) ? 'itemId' : undefined;
}

function checkSubject(slot: Subject, context: z.core.ParsePayload<Subject>): void {
  const wanted = subjectOf(slot.kind);
  for (const name of ['itemId', 'items'] as const) {
    const isThere = slot[name] !== undefined;
    if (isThere === (name === wanted)) continue;
    const message = isThere
      ? `is not taken by a slot of kind "${slot.kind}"`
      : `is missing; a slot of kind "${slot.kind}" needs it`;
    context.issues.push({ code: 'custom', input: slot, path: [name], message });
  }
}

function checkAskedItems(page: { readonly slots: readonly Subject[] }, context: z.core.ParsePayload): void {
  const asked = new Set(page.slots.flatMap(({ itemId, items = [] }) => [...items, ...(itemId ? [itemId] : [])]));
  if (asked.size <= maximumAskedItems) return;
  const message = `ask for ${asked.size} distinct items together; needed are at most ${maximumAskedItems}`;
  context.issues.push({ code: 'custom', input: page, path: ['slots'], message });
}

const slotSchema = (context: ContractContext) =>
  closedObject({
    placement: bodyPlacement(),
    kind: oneOf(slotKinds),
    itemId: id().transform(toItemId).optional(),
    items: cartItems().optional(),
    ...selectionBodyFields(context),
  })
    .refine(isPriceRange, priceRangeRefusal)
    .check((payload) => checkSubject(payload.value, payload));

export const pageRequestSchema = (context: ContractContext) =>
  closedObject({
    slots: listOf(slotSchema(context), 1, maximumSlots),
    exclude: bodyItemIds(0, maximumListed)
      .default([])
      .meta({ description: 'Named in none of the slots, beside what each slot leaves out.' }),
    expand: bodyExpand().optional(),
    visitorId: id().optional(),
  }).check((payload) => checkAskedItems(payload.value, payload));

/** Makes the check of a page; `request.invalid` with all that is wrong. */
export function createPageRequestParser(context: ContractContext): (body: unknown) => ParseResult<AskedPage> {
  const schema = pageRequestSchema(context);
  return (body) => {
    const parsed = parseWith(schema, body, 'request.invalid');
    if (!parsed.ok) return parsed;
    const { slots, exclude, expand, visitorId } = parsed.value;
    return {
      ok: true,
      value: {
        withItems: expand === 'item',
        slots: slots.map(({ itemId, items, ...fields }) => ({
          ...askedList(
            { ...fields, visitorId, exclude: [...fields.exclude, ...exclude] },
            items ?? (itemId === undefined ? [] : [itemId]),
          ).slot,
          placement: fields.placement,
        })),
      },
    };
  };
}
