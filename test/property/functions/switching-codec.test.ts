import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredSwitching } from '../../../functions/domain/switching/stored-switching.ts';
import { stateRules, switchingStates } from '../../../functions/domain/switching/switching-state.ts';
import {
  decodeSwitching,
  encodeSwitching,
  maximumSwitchingBytes,
} from '../../../functions/stores/customers/switching-codec.ts';
import { bytesOfRow } from '../../support/bytes-of-row.ts';

const share = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
const score = fc.option(share);
const switching: fc.Arbitrary<StoredSwitching> = fc.record({
  state: fc.constantFrom(...switchingStates),
  rule: fc.constantFrom(...stateRules),
  since: fc
    .date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2099-12-31') })
    .map((day) => day.toISOString().slice(0, 10)),
  version: fc.integer({ min: 1, max: 99 }),
  types: fc.record({
    procedural: score,
    financial: score,
    relational: score,
    alternatives: score,
    dissatisfaction: score,
  }),
  switchingCost: score,
  hold: score,
  coverage: share,
  confidence: share,
});

describe('what a row keeps of switching costs', () => {
  it('is read back as it was written, in the room that is kept for it', () => {
    fc.assert(
      fc.property(switching, (kept) => {
        const row = encodeSwitching(kept);
        expect(decodeSwitching(row)).toEqual(kept);
        expect(bytesOfRow(row)).toBeLessThanOrEqual(maximumSwitchingBytes);
      }),
    );
  });

  it('is nothing where there is none', () => {
    expect(encodeSwitching(undefined)).toEqual({});
    expect(decodeSwitching({})).toBeUndefined();
  });

  it('of a state or a rule that is not known any more counts as not measured', () => {
    const row = encodeSwitching({
      state: 'core',
      rule: 'valuable-and-bound',
      since: '2026-04-01',
      version: 1,
      types: { procedural: 0.5, financial: null, relational: 0.4, alternatives: 0.1, dissatisfaction: 0 },
      switchingCost: 0.45,
      hold: 0.43,
      coverage: 0.8,
      confidence: 0.4,
    });
    const changed = (from: string, to: string) => ({ switching: String(row.switching).replace(from, to) });
    expect(decodeSwitching(changed('"core"', '"devoted"'))).toBeUndefined();
    expect(decodeSwitching(changed('valuable-and-bound', 'lucky'))).toBeUndefined();
    expect(() => decodeSwitching(changed('0.45', '"0.45"'))).toThrow(
      expect.objectContaining({ code: 'store.corrupt-row' }),
    );
    expect(() => decodeSwitching(changed('[0.5,', '['))).toThrow(
      expect.objectContaining({ code: 'store.corrupt-row' }),
    );
    expect(() => decodeSwitching({ switching: 4 })).toThrow(expect.objectContaining({ code: 'store.corrupt-row' }));
  });
});
