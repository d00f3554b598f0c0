import type { CustomerId, ItemId } from '../domain/ids.ts';
import { defaultViewWeight } from '../domain/personal/for-you.ts';
import { type PersonalRequest, personalKinds } from '../domain/personal/personal-answer.ts';
import { type ContractContext, closedObject, oneOf } from './fields.ts';
import { type ParseResult, parseWith } from './parse-entry.ts';
import type { QueryParameters } from './recommendations-query.ts';
import { rulesOf, selectionParameters } from './selection-fields.ts';

/** What both lists take. */
function sharedParameters(context: ContractContext) {
  const { limit, exclude, inStock, category, minPrice, maxPrice, placement, expand } = selectionParameters(context);
  return { limit, exclude, inStock, category, minPrice, maxPrice, placement, expand };
}

const noRules = { pinned: [] as readonly ItemId[], buried: [] as readonly ItemId[], diversity: 0, fill: true };

/** What `for-you` takes besides; each kind of value is the one that lists for an item take. */
function forYouParameters(context: ContractContext) {
  const { fill, pinned, buried, diversity, exclude } = selectionParameters(context);
  return {
    fill,
    pinned,
    buried,
    diversity,
    excludeOwned: fill.meta({
      type: 'boolean',
      default: true,
      description: 'Whether what the customer has bought is left out, of the latest 200 items. Default true.',
    }),
    viewed: exclude.meta({
      type: 'string',
      description: 'Items the customer looked at, latest first, parted by commas; the first 30 count.',
    }),
    viewWeight: diversity.default(defaultViewWeight).meta({
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: defaultViewWeight,
      description: 'What an item of `viewed` weighs beside one bought today, 0 to 1. Default 0: they do not count.',
    }),
  };
}

const forYouSchema = (context: ContractContext) =>
  closedObject(
    { kind: oneOf(personalKinds).default('for-you'), ...sharedParameters(context), ...forYouParameters(context) },
    'parameter',
  );

/** As the contract document has it: those of `for-you` and, fewer, of `buy-again`. */
export const personalQuerySchema = forYouSchema;

const buyAgainSchema = (context: ContractContext) =>
  closedObject({ kind: oneOf(['buy-again']), ...sharedParameters(context) }, 'parameter of buy-again');

/** A list that is asked for, and whether the catalogue's words come along. */
export interface AskedPersonalList {
  readonly request: PersonalRequest;
  readonly withItems: boolean;
}

/**
 * Makes the check of the query of a customer's list; `request.query` names the parameter and what it allows.
 * `buy-again` refuses what means nothing to it instead of leaving it aside.
 */
export function createPersonalQueryParser(context: ContractContext) {
  const forYou = forYouSchema(context);
  const buyAgain = buyAgainSchema(context);
  return (query: QueryParameters, customerId: CustomerId): ParseResult<AskedPersonalList> => {
    if (query?.kind === 'buy-again') {
      const parsed = parseWith(buyAgain, query, 'request.query');
      if (!parsed.ok) return parsed;
      const { kind, limit, placement, expand, ...fields } = parsed.value;
      const rules = rulesOf({ ...fields, ...noRules, limit });
      return asked({ kind, customerId, limit, rules, ...placed(placement) }, expand);
    }
    const parsed = parseWith(forYou, query ?? {}, 'request.query');
    if (!parsed.ok) return parsed;
    const { limit, fill, placement, expand, excludeOwned, viewed, viewWeight, ...fields } = parsed.value;
    const rules = rulesOf({ ...fields, limit, fill });
    const own = { fill, excludeOwned, viewed, viewWeight };
    return asked({ kind: 'for-you', customerId, limit, rules, ...own, ...placed(placement) }, expand);
  };
}

const placed = (placement: string | undefined) => (placement === undefined ? {} : { placement });
const asked = (request: PersonalRequest, expand: 'item' | undefined): ParseResult<AskedPersonalList> => ({
  ok: true,
  value: { request, withItems: expand === 'item' },
});
