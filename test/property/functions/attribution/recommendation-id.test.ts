import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isId } from '../../../../functions/contracts/fields.ts';
import {
  type AnswerIdentity,
  answerKinds,
  decodeRecommendationId,
  encodeRecommendationId,
} from '../../../../functions/domain/attribution/recommendation-id.ts';

const anyItemId = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 128, size: 'max' }),
    fc.stringMatching(/^[A-Za-z0-9_.-]{1,128}$/, { size: 'max' }),
    fc.string({ unit: fc.constantFrom('𝒳', 'ü', 'a', '/', '.'), minLength: 1, maxLength: 128, size: 'max' }),
  )
  .filter(isId);

const anyIdentity = (subject: fc.Arbitrary<string>): fc.Arbitrary<AnswerIdentity> =>
  fc.record(
    {
      kind: fc.constantFrom(...answerKinds),
      subject,
      placement: fc.stringMatching(/^[a-z0-9-]{1,40}$/, { size: 'max' }),
      scoringVersion: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2 ** 31 - 1 })),
      variant: fc.constantFrom('a' as const, 'b' as const),
      isUnpersonalised: fc.boolean(),
      answeredAt: fc.integer({ min: 0, max: 253_402_300_799 }).map((second) => new Date(second * 1000).toISOString()),
    },
    { requiredKeys: ['kind', 'scoringVersion', 'isUnpersonalised', 'answeredAt'] },
  );

describe('the id of an answer', () => {
  it('gives back every identity exactly, but for the subject where that does not fit', () => {
    fc.assert(
      fc.property(anyIdentity(anyItemId), (identity) => {
        const decoded = decodeRecommendationId(encodeRecommendationId(identity));

        const { subject: _, ...rest } = identity;
        expect(decoded).toEqual(decoded?.subject === undefined ? rest : identity);
      }),
      { numRuns: 1000 },
    );
  });

  it('always fits a subject of 64 plain characters', () => {
    fc.assert(
      fc.property(anyIdentity(fc.stringMatching(/^[A-Za-z0-9_.-]{1,64}$/, { size: 'max' })), (identity) => {
        expect(decodeRecommendationId(encodeRecommendationId(identity))).toEqual(identity);
      }),
    );
  });

  it('is safe in an address and has at most 128 characters for any item id', () => {
    fc.assert(
      fc.property(anyIdentity(anyItemId), (identity) => {
        expect(encodeRecommendationId(identity)).toMatch(/^r1\.[A-Za-z0-9_.-]{1,125}$/);
      }),
    );
  });

  it('is another one for another identity', () => {
    fc.assert(
      fc.property(anyIdentity(anyItemId), anyIdentity(anyItemId), (left, right) => {
        const equal = encodeRecommendationId(left) === encodeRecommendationId(right);

        expect(equal).toBe(JSON.stringify(left) === JSON.stringify(right));
      }),
    );
  });

  it('has one text: a text that decodes is the text that encoding gives', () => {
    const nearlyOurs = fc.stringMatching(
      /^r1\.[a-z][0-7][0-9a-z]{0,7}\.[0-9a-z]{0,9}\.[a-z0-9-]{0,41}\.[pbh]?[A-Za-z0-9_.-]{0,20}$/,
    );
    fc.assert(
      fc.property(fc.oneof(nearlyOurs, fc.string()), (text) => {
        const decoded = decodeRecommendationId(text);

        if (decoded === undefined) return;
        const [, hashPart = ''] = /\.(h[0-9a-f]{16})$/.exec(text) ?? [];
        expect(encodeRecommendationId(decoded) + hashPart).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '',
    'r1.',
    'RID-2f6a',
    'r2.t01.l7qm2o..pA',
    'r1.t01.l7qm2o..',
    'r1.x01.l7qm2o..pA',
    'r1.t01.l7qm2o..p',
    'r1.t001.l7qm2o..pA',
    'r1.t01.l7qm2o..bQQ',
    'r1.t01.l7qm2o..h12',
    `r1.t01.l7qm2o..p${'A'.repeat(128)}`,
  ])('of another system, %j, decodes to nothing', (text) => {
    const decoded = decodeRecommendationId(text);

    // A list without a subject is one of ours; every other text here is not.
    expect(decoded === undefined).toBe(text !== 'r1.t01.l7qm2o..');
  });

  it('cuts the time to the second', () => {
    const id = encodeRecommendationId({
      kind: 'together',
      subject: '85123A',
      placement: 'product-page',
      scoringVersion: 3,
      variant: 'b',
      isUnpersonalised: true,
      answeredAt: '2026-03-01T10:00:59.999Z',
    });

    expect(id).toBe('r1.t53.tb7t5n.product-page.p85123A');
    expect(decodeRecommendationId(id)?.answeredAt).toBe('2026-03-01T10:00:59.000Z');
  });

  it.each([
    { placement: 'Product page' },
    { placement: '' },
    { scoringVersion: 1.5 },
    { scoringVersion: -1 },
    { answeredAt: 'yesterday' },
  ])('is refused for %o', (wrong) => {
    const identity: AnswerIdentity = {
      kind: 'together',
      scoringVersion: 1,
      isUnpersonalised: false,
      answeredAt: '2026-03-01T10:00:59.000Z',
      ...wrong,
    };

    expect(() => encodeRecommendationId(identity)).toThrow(
      expect.objectContaining({ code: 'recommendation-id.invalid' }),
    );
  });
});
