import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../../../functions/contracts/customer-list-cursor.ts';
import { isId } from '../../../../functions/contracts/fields.ts';
import { toCustomerId } from '../../../../functions/domain/ids.ts';
import { groupNames } from '../../../../functions/domain/standing/customer-group.ts';

const positions = fc.record({
  group: fc.constantFrom(...groupNames),
  valueAtRiskMinor: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 0, max: 1_000_000_000 }).map((millionths) => millionths / 1e6),
  ),
  customerId: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter(isId).map(toCustomerId),
});

describe('the cursor of a list', () => {
  it('gives back the position it was made of', () => {
    fc.assert(
      fc.property(positions, (position) => {
        expect(decodeCursor(encodeCursor(position))).toEqual(position);
      }),
    );
  });

  it('is not taken with a letter changed, cut off or put in', () => {
    const letters = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=%.');
    fc.assert(
      fc.property(
        positions,
        fc.nat(),
        letters,
        fc.constantFrom(0, 1),
        fc.constantFrom(0, 1),
        (position, at, letter, taken, put) => {
          const cursor = encodeCursor(position);
          const place = at % cursor.length;
          const edited = `${cursor.slice(0, place)}${put === 1 ? letter : ''}${cursor.slice(place + taken)}`;
          fc.pre(edited !== cursor);
          expect(decodeCursor(edited)).toBeUndefined();
        },
      ),
    );
  });

  it.each(['', 'x', Buffer.from('[]').toString('base64url'), Buffer.from('null').toString('base64url')])(
    'is not taken from elsewhere: %j',
    (text) => expect(decodeCursor(text)).toBeUndefined(),
  );
});
