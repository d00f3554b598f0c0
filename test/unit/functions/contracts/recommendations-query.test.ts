import { describe, expect, it } from 'vitest';
import { contractContext } from '../../../../functions/contracts/fields.ts';
import { createItemQueryParser, createListQueryParser } from '../../../../functions/contracts/recommendations-query.ts';
import { toItemId } from '../../../../functions/domain/ids.ts';
import { noRules } from '../../../../functions/domain/selection/selection-rules.ts';

const context = contractContext('GBP', () => new Date('2026-04-01T00:00:00.000Z'));
const parseItemQuery = createItemQueryParser(context);
const mug = [toItemId('mug')];

describe('the query of recommendations', () => {
  it('has a default for everything', () => {
    const slot = { kind: 'together', items: mug, limit: 10, fill: true, rules: noRules };
    const expected = { ok: true, value: { slot, withItems: false } };

    expect(parseItemQuery(undefined, mug)).toEqual(expected);
    expect(parseItemQuery({ exclude: '' }, mug)).toEqual(expected);
  });

  it('takes every rule, prices in minor units, ids with a comma encoded', () => {
    const query = {
      kind: 'next',
      limit: '50',
      fill: 'false',
      exclude: 'a,~YSxi,b',
      inStock: 'true',
      category: 'Kitchen',
      minPrice: '0.50',
      maxPrice: '20',
      pinned: 'p',
      buried: 'q',
      diversity: '0.3',
      expand: 'item',
      visitorId: 'v-1',
      placement: 'cart-side',
    };

    expect(parseItemQuery(query, mug)).toEqual({
      ok: true,
      value: {
        slot: {
          kind: 'next',
          items: mug,
          limit: 50,
          fill: false,
          rules: {
            exclude: ['a', 'a,b', 'b'],
            inStock: true,
            category: 'Kitchen',
            minimumPriceMinor: 50,
            maximumPriceMinor: 2_000,
            pinned: ['p'],
            buried: ['q'],
            diversity: 0.3,
          },
          visitorId: 'v-1',
          placement: 'cart-side',
        },
        withItems: true,
      },
    });
  });

  it.each([
    [
      'a kind that is none',
      { kind: 'bestsellers' },
      'kind',
      'is "bestsellers"; needed is "together" or "next" or "similar"',
    ],
    ['a limit of 0', { limit: '0' }, 'limit', 'is "0"; needed is a whole number from 1 to 50'],
    ['a limit of 51', { limit: '51' }, 'limit', 'is "51"; needed is a whole number from 1 to 50'],
    ['half a limit', { limit: '1.5' }, 'limit', 'is "1.5"; needed is a whole number from 1 to 50'],
    ['an empty limit', { limit: '' }, 'limit', 'is ""; needed is a whole number from 1 to 50'],
    ['a limit twice', { limit: '1,2' }, 'limit', 'is "1,2"; needed is a whole number from 1 to 50'],
    ['a flag that is none', { inStock: 'yes' }, 'inStock', 'is "yes"; needed is "true" or "false"'],
    [
      'a negative price',
      { minPrice: '-1' },
      'minPrice',
      'is "-1"; needed is an amount in GBP of 0 or more with at most 2 decimals',
    ],
    [
      'a price of three decimals',
      { maxPrice: '1.005' },
      'maxPrice',
      'is "1.005"; needed is an amount in GBP of 0 or more with at most 2 decimals',
    ],
    [
      'a range without prices',
      { minPrice: '5', maxPrice: '1' },
      'minPrice',
      'is above maxPrice; needed is one that is not',
    ],
    ['a diversity above 1', { diversity: '1.1' }, 'diversity', 'is "1.1"; needed is a number from 0 to 1'],
    [
      'a placement with a blank',
      { placement: 'side bar' },
      'placement',
      'is "side bar"; needed is 1 to 40 characters of a-z, 0-9 and "-"',
    ],
    [
      'an id that is none',
      { exclude: 'a,~' },
      'exclude',
      'is ""; needed is 1 to 128 characters, none of them a control character, not beginning with "~"',
    ],
    [
      'too many ids',
      { exclude: Array.from({ length: 201 }, (_, place) => `i${place}`).join(',') },
      'exclude',
      'names 201 items; needed is a list of at most 200',
    ],
    [
      'more pinned ids than a list holds',
      { pinned: Array.from({ length: 51 }, (_, place) => `i${place}`).join(',') },
      'pinned',
      'names 51 items; needed is a list of at most 50',
    ],
    [
      'an unknown parameter',
      { limits: '5' },
      'limits',
      'unknown parameter; known are kind, limit, fill, exclude, inStock, category, minPrice, maxPrice, pinned, buried, diversity, expand, visitorId, placement',
    ],
  ])('is refused with the parameter and what it allows named: %s', (_name, query, path, message) => {
    expect(parseItemQuery(query, mug)).toEqual({ ok: false, code: 'request.query', issues: [{ path, message }] });
  });

  it('of a list of the shop takes its own kinds', () => {
    const parseListQuery = createListQueryParser(context);

    expect(parseListQuery({ kind: 'trending' }, [])).toMatchObject({ ok: true, value: { slot: { kind: 'trending' } } });
    expect(parseListQuery({ kind: 'together' }, [])).toMatchObject({ ok: false });
  });
});
