import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOfferCode, offerCodeByteCount, offerCodeOf } from '../../../../../functions/domain/offers/offer-code.ts';

it('tells every bit of its bytes, in letters that are not taken for one another', () => {
  expect(offerCodeOf(new Uint8Array(10))).toBe('0000-0000-0000-0000');
  expect(offerCodeOf(new Uint8Array(10).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
  expect(offerCodeOf(Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0, 31))).toBe('0000-0001-0000-000Z');
  const bytes = fc.uint8Array({ minLength: offerCodeByteCount, maxLength: offerCodeByteCount });
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      expect(offerCodeOf(one)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
      expect(isOfferCode(offerCodeOf(one))).toBe(true);
      expect(offerCodeOf(one) === offerCodeOf(other)).toBe(one.every((byte, place) => byte === other[place]));
    }),
  );
});

it('is told from what a shop writes on its coupons', () => {
  for (const coupon of [
    'SPRING10',
    '',
    '0000-0000-0000',
    '0000-0000-0000-000O',
    'x0000-0000-0000-0000',
    '0000-0000-0000-0000-0000',
  ]) {
    expect(isOfferCode(coupon), coupon).toBe(false);
  }
});
