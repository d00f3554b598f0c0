import { describe, expect, it } from 'vitest';
import { createItemParser } from '../../../../functions/contracts/item-contract.ts';
import { contractIn } from '../../../support/contract-samples.ts';

const parse = createItemParser(contractIn('EUR'));

function refusalOf(item: unknown): unknown {
  const result = parse(item);
  return result.ok ? 'accepted' : [result.code, ...result.issues.map(({ path }) => path)];
}

describe('an item of the catalogue as a shop sends it', () => {
  it('becomes the item of the domain', () => {
    const result = parse({
      itemId: 'mug',
      name: 'Mug',
      title: 'A mug',
      url: 'https://shop.example/mug?colour=red',
      imageUrl: 'http://shop.example/mug.png',
      category: 'Kitchen',
      brand: 'Clay',
      price: 2.55,
      listPrice: 3,
      unitCost: 1.15,
      stock: -2,
      tags: ['comparable', 'exclusive'],
      variantOf: 'cup',
      launchedAt: '2025-01-01T00:00:00Z',
    });

    expect(result).toEqual({
      ok: true,
      value: {
        itemId: 'mug',
        name: 'Mug',
        title: 'A mug',
        url: 'https://shop.example/mug?colour=red',
        imageUrl: 'http://shop.example/mug.png',
        category: 'Kitchen',
        brand: 'Clay',
        priceMinor: 255,
        listPriceMinor: 300,
        unitCostMinor: 115,
        stock: -2,
        tags: ['comparable', 'exclusive'],
        variantOf: 'cup',
        launchedAt: '2025-01-01T00:00:00.000Z',
      },
    });
  });

  it('needs nothing but its id', () => {
    expect(refusalOf({ itemId: 'mug' })).toBe('accepted');
  });

  it.each([
    ['no id', {}, 'itemId'],
    ['an address that would run in a page', { itemId: 'mug', url: 'javascript:alert(1)' }, 'url'],
    ['an address without a host', { itemId: 'mug', url: 'https://' }, 'url'],
    ['an address with a space', { itemId: 'mug', url: ' https://shop.example' }, 'url'],
    ['a path', { itemId: 'mug', imageUrl: '/mug.png' }, 'imageUrl'],
    ['a host that is none', { itemId: 'mug', url: 'https://[mug' }, 'url'],
    ['an empty category', { itemId: 'mug', category: '' }, 'category'],
    ['half a unit in stock', { itemId: 'mug', stock: 0.5 }, 'stock'],
    ['an unknown tag', { itemId: 'mug', tags: ['exclusive', 'new'] }, 'tags[1]'],
    ['a tag twice', { itemId: 'mug', tags: ['exclusive', 'exclusive'] }, 'tags'],
    ['itself as its variant', { itemId: 'mug', variantOf: 'mug' }, 'variantOf'],
    ['an unknown field', { itemId: 'mug', colour: 'red' }, 'colour'],
  ])('is refused as invalid with the place named: %s', (_name, item, path) => {
    expect(refusalOf(item)).toEqual(['item.invalid', path]);
  });
});
