import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notInterned, TextInterner } from '../../../../bin/readers/text-interner.ts';

describe('numbering texts', () => {
  it('numbers distinct texts in order of first mention and gives each back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 600 }), (texts) => {
        const interner = new TextInterner();
        const distinct = [...new Set(texts)];
        expect(texts.map((text) => interner.intern(text))).toEqual(texts.map((text) => distinct.indexOf(text)));
        expect(distinct.map((_, index) => interner.textAt(index))).toEqual(distinct);
        expect(distinct.map((text) => interner.find(text))).toEqual(distinct.map((_, index) => index));
        expect(interner.find('not among them, being too long')).toBe(notInterned);
      }),
      { numRuns: 30 },
    );
  });

  it('tells thousands of ids of one length apart', () => {
    const interner = new TextInterner();
    const ids = Array.from({ length: 5_000 }, (_, number) => String(10_000 + number));
    expect(ids.map((id) => interner.intern(id))).toEqual(ids.map((_, number) => number));
    expect(interner.size).toBe(ids.length);
  });

  it('holds texts longer than its buffers', () => {
    const interner = new TextInterner();
    const long = 'ü'.repeat(100_000);
    interner.intern('a');
    expect(interner.intern(long)).toBe(1);
    expect(interner.intern(long)).toBe(1);
    expect(interner.textAt(1)).toBe(long);
  });
});
