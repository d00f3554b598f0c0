import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeIdList, encodeIdList } from '../../../functions/stores/baskets/id-list-codec.ts';

// Ids never hold control characters; anything else goes, half surrogates and long shared beginnings included.
const id = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 128 }),
    fc.nat({ max: 99_999 }).map(String),
    fc.string({ minLength: 1, maxLength: 5 }).map((tail) => `${'x'.repeat(120)}${tail}`),
  )
  .filter((text) => [...text].every((character) => character >= ' '));

it('a list of ids reads back as it was written', () => {
  fc.assert(
    fc.property(fc.array(id), (ids) => {
      expect(decodeIdList(encodeIdList(ids))).toEqual(ids);
    }),
  );
});

it('ascending codes of five digits take fewer than four bytes each', () => {
  const ids = Array.from({ length: 100 }, (_, index) => String(22_000 + index * 7));
  expect(Buffer.byteLength(encodeIdList(ids))).toBeLessThan(400);
});
