import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCampaignControl, isUniversallyHeldOut } from '../../../../functions/domain/offers/holdout.ts';

const ids = Array.from({ length: 100_000 }, (_, index) => `customer-${index}`);
const shareOf = (among: readonly string[], isIn: (id: string) => boolean): number =>
  among.filter(isIn).length / among.length;

/** Four standard deviations of a share drawn from so many: ids are fixed, so the verdict is always the same. */
const bound = (share: number, count: number): number => 4 * Math.sqrt((share * (1 - share)) / count);

const universalShare = fc.double({ min: 0.05, max: 0.1, noNaN: true });
const controlShare = fc.double({ min: 0.01, max: 0.99, noNaN: true });

describe('the universal holdout', () => {
  it('holds the share of customers it says, and others under another salt', () => {
    for (const share of [0.05, 0.07, 0.1]) {
      const held = ids.filter((id) => isUniversallyHeldOut(id, { share, salt: '2026' }));
      const heldAgain = shareOf(held, (id) => isUniversallyHeldOut(id, { share, salt: '2027' }));

      expect(Math.abs(held.length / ids.length - share)).toBeLessThan(bound(share, ids.length));
      expect(Math.abs(heldAgain - share)).toBeLessThan(bound(share, held.length));
    }
  });

  it('is sticky, and a greater share keeps who was held out', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), universalShare, universalShare, (id, salt, first, second) => {
        const [less, more] = [Math.min(first, second), Math.max(first, second)];
        const isHeld = isUniversallyHeldOut(id, { share: less, salt });

        expect(isUniversallyHeldOut(id, { share: less, salt })).toBe(isHeld);
        expect(!isHeld || isUniversallyHeldOut(id, { share: more, salt })).toBe(true);
      }),
    );
    const isHeldAt = (share: number) => (id: string) => isUniversallyHeldOut(id, { share, salt: 'x' });
    expect(ids.filter(isHeldAt(0.05)).every(isHeldAt(0.1))).toBe(true);
  });

  it.each([0, 0.049, 0.11, Number.NaN])('refuses a share of %d', (share) => {
    expect(() => isUniversallyHeldOut('a', { share, salt: '' })).toThrow(
      expect.objectContaining({ code: 'offer.holdout-share' }),
    );
  });
});

describe('the control of a campaign', () => {
  it('has nothing to do with the universal holdout or with the control of another campaign', () => {
    const draw = { share: 0.4, salt: '2026' };
    const held = ids.filter((id) => isUniversallyHeldOut(id, { share: 0.1, salt: '2026' }));
    const control = ids.filter((id) => isCampaignControl('spring', id, draw));

    for (const [among, campaign] of [
      [ids, 'spring'],
      [held, 'spring'],
      [control, 'summer'],
    ] as const) {
      const share = shareOf(among, (id) => isCampaignControl(campaign, id, draw));
      expect(Math.abs(share - 0.4)).toBeLessThan(bound(0.4, among.length));
    }
  });

  it('is sticky, and a greater share keeps who was in it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), controlShare, controlShare, (campaign, id, first, second) => {
        const [less, more] = [Math.min(first, second), Math.max(first, second)];
        const isIn = isCampaignControl(campaign, id, { share: less, salt: 's' });

        expect(isCampaignControl(campaign, id, { share: less, salt: 's' })).toBe(isIn);
        expect(!isIn || isCampaignControl(campaign, id, { share: more, salt: 's' })).toBe(true);
      }),
    );
  });

  it.each([0, 1])('refuses a share of %d', (share) => {
    expect(() => isCampaignControl('a', 'b', { share, salt: '' })).toThrow(
      expect.objectContaining({ code: 'offer.holdout-share' }),
    );
  });
});
