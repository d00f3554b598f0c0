import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GrowingColumn } from '../../../../functions/domain/growing-column.ts';

it('holds what was set and the filling elsewhere, at places near and far', () => {
  const place = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 8_180, max: 24_600 }));
  const writes = fc.array(fc.tuple(place, fc.integer({ min: 0, max: 1_000_000 })), { maxLength: 60 });
  fc.assert(
    fc.property(writes, fc.constantFrom(0, -1), (list, filling) => {
      const column = new GrowingColumn((length) => new Int32Array(length), filling);
      const expected = new Map<number, number>();
      for (const [at, value] of list) {
        column.set(at, value);
        expected.set(at, value);
      }
      expect(column.length).toBe(Math.max(-1, ...expected.keys()) + 1);
      for (let at = 0; at < 24_700; at += 7) expect(column.get(at)).toBe(expected.get(at) ?? filling);
      for (const [at, value] of expected) expect(column.get(at)).toBe(value);
    }),
    { numRuns: 40 },
  );
});

it('pushes at its end', () => {
  const column = new GrowingColumn((length) => new Float64Array(length), Number.NaN);
  for (let place = 0; place < 20_000; place += 1) column.push(place / 2);
  expect(column.length).toBe(20_000);
  expect(column.get(19_999)).toBe(9_999.5);
  expect(column.get(20_000)).toBe(Number.NaN);
});
