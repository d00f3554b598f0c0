import * as z from 'zod';
import { placementPattern } from '../domain/attribution/recommendation-id.ts';
import { type ItemId, toItemId } from '../domain/ids.ts';
import type { SelectionRules } from '../domain/selection/selection-rules.ts';
import { refusal } from './describe-value.ts';
import { type ContractContext, flag, id, listOf, money, text } from './fields.ts';
import { toMinorUnits } from './money.ts';
import { parsePathId } from './path-id.ts';

export const maximumRecommendations = 50;
export const defaultRecommendations = 10;
/** More do not fit into an address anyway. */
export const maximumListed = 200;

/** What every call takes beside what it asks for, parsed. */
export interface SelectionFields {
  readonly limit: number;
  readonly fill: boolean;
  readonly exclude: readonly ItemId[];
  readonly inStock: boolean;
  readonly category?: string | undefined;
  readonly minPrice?: number | undefined;
  readonly maxPrice?: number | undefined;
  readonly pinned: readonly ItemId[];
  readonly buried: readonly ItemId[];
  readonly diversity: number;
}

/** The rules of a list out of its fields; prices are in minor units by then. */
export const rulesOf = (fields: SelectionFields): SelectionRules => ({
  exclude: fields.exclude,
  inStock: fields.inStock,
  ...(fields.category === undefined ? {} : { category: fields.category }),
  ...(fields.minPrice === undefined ? {} : { minimumPriceMinor: fields.minPrice }),
  ...(fields.maxPrice === undefined ? {} : { maximumPriceMinor: fields.maxPrice }),
  pinned: fields.pinned,
  buried: fields.buried,
  diversity: fields.diversity,
});

const limitRule = `a whole number from 1 to ${maximumRecommendations}`;
const diversityRule = 'a number from 0 to 1';
const placementRule = '1 to 40 characters of a-z, 0-9 and "-"';

const placement = () =>
  z
    .string({ error: ({ input }) => refusal(input, placementRule) })
    .regex(placementPattern, { error: ({ input }) => refusal(input, placementRule) })
    .meta({ pattern: placementPattern.source, description: 'Where the shop shows the list.' });

const expand = () =>
  z
    .literal('item', { error: ({ input }) => refusal(input, '"item"') })
    .meta({ description: '`item` adds what the catalogue says of each entry.' });

/** A number written as text; `needed` says which. */
const numberText = (rule: string, pattern: RegExp, isAllowed: (value: number) => boolean) =>
  z
    .string()
    .refine((given) => pattern.test(given) && isAllowed(Number(given)), { error: ({ input }) => refusal(input, rule) })
    .transform(Number);

const flagText = () =>
  z
    .string()
    .refine((given) => given === 'true' || given === 'false', {
      error: ({ input }) => refusal(input, '"true" or "false"'),
    })
    .transform((given) => given === 'true');

const idListText = (name: string, maximum = maximumListed) =>
  z
    .string()
    .transform((list, { issues }): readonly ItemId[] => {
      const ids = list.split(',').filter((part) => part !== '');
      if (ids.length > maximum) {
        const message = `names ${ids.length} items; needed is a list of at most ${maximum}`;
        issues.push({ code: 'custom', input: list, message });
      }
      return ids.flatMap((given) => {
        const parsed = parsePathId(given, name);
        if (parsed.ok) return [toItemId(parsed.value)];
        for (const { message } of parsed.issues) issues.push({ code: 'custom', input: given, message });
        return [];
      });
    })
    .default([])
    .meta({
      type: 'string',
      description: 'Item ids parted by commas; an id with a comma is written as "~" and its base64url.',
    });

function moneyText({ currency, decimals }: ContractContext) {
  const words = decimals === 0 ? 'no decimals' : `at most ${decimals} decimals`;
  const rule = `an amount in ${currency} of 0 or more with ${words}`;
  return z
    .string()
    .transform((given, context) => {
      const units = /^\d+(\.\d+)?$/.test(given) ? toMinorUnits(Number(given), decimals) : undefined;
      if (units?.ok) return units.minor;
      context.issues.push({ code: 'custom', input: given, message: refusal(given, rule) });
      return z.NEVER;
    })
    .meta({ type: 'number', minimum: 0, description: `${rule}, inclusive. Items without a price are left out.` });
}

const descriptions = {
  fill: 'Whether a short list is filled up with best-sellers of the category and the shop; each entry says so in `source`. Default true.',
  inStock: 'Only items in stock; one whose stock is not known counts as in stock. Default false.',
  category: 'Only items of this category.',
  diversity:
    'How much a further category is worth against the place on the list, 0 to 1. Default 0, the order of the list.',
};

/** The fields as parameters of an address. */
export const selectionParameters = (context: ContractContext) => ({
  limit: numberText(limitRule, /^\d+$/, (limit) => limit >= 1 && limit <= maximumRecommendations)
    .default(defaultRecommendations)
    .meta({ type: 'integer', minimum: 1, maximum: maximumRecommendations, default: defaultRecommendations }),
  fill: flagText().default(true).meta({ type: 'boolean', default: true, description: descriptions.fill }),
  exclude: idListText('exclude'),
  inStock: flagText().default(false).meta({ type: 'boolean', default: false, description: descriptions.inStock }),
  category: text(128).optional().meta({ description: descriptions.category }),
  minPrice: moneyText(context).optional(),
  maxPrice: moneyText(context).optional(),
  pinned: idListText('pinned', maximumRecommendations),
  buried: idListText('buried'),
  diversity: numberText(diversityRule, /^\d+(\.\d+)?$/, (value) => value <= 1)
    .default(0)
    .meta({ type: 'number', minimum: 0, maximum: 1, default: 0, description: descriptions.diversity }),
  expand: expand().optional(),
  visitorId: id().optional(),
  placement: placement().optional(),
});

const itemIds = (minimum: number, maximum: number) => listOf(id().transform(toItemId), minimum, maximum);

/** The fields that each list of a body may have. */
export const selectionBodyFields = (context: ContractContext) => ({
  limit: z
    .int({ error: ({ input }) => refusal(input, limitRule) })
    .min(1, { error: ({ input }) => refusal(input, limitRule) })
    .max(maximumRecommendations, { error: ({ input }) => refusal(input, limitRule) })
    .default(defaultRecommendations),
  fill: flag().default(true).meta({ description: descriptions.fill }),
  exclude: itemIds(0, maximumListed).default([]),
  inStock: flag().default(false).meta({ description: descriptions.inStock }),
  category: text(128).optional().meta({ description: descriptions.category }),
  minPrice: money(context).optional(),
  maxPrice: money(context).optional(),
  // No list holds more, and each is a read of the catalogue.
  pinned: itemIds(0, maximumRecommendations).default([]),
  buried: itemIds(0, maximumListed).default([]),
  diversity: z
    .number({ error: ({ input }) => refusal(input, diversityRule) })
    .min(0, { error: ({ input }) => refusal(input, diversityRule) })
    .max(1, { error: ({ input }) => refusal(input, diversityRule) })
    .default(0)
    .meta({ description: descriptions.diversity }),
});

/** A range that holds no price would give an empty list without a word. */
export const isPriceRange = ({ minPrice, maxPrice }: Pick<SelectionFields, 'minPrice' | 'maxPrice'>): boolean =>
  minPrice === undefined || maxPrice === undefined || minPrice <= maxPrice;
export const priceRangeRefusal = { path: ['minPrice'], error: 'is above maxPrice; needed is one that is not' };

export const bodyPlacement = placement;
export const bodyExpand = expand;
export const bodyItemIds = itemIds;
