import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExitReasons, ExitReasonsBuilder } from '../../../../../functions/domain/switching/exit-reasons.ts';
import type { Signal, SignalName } from '../../../../../functions/domain/switching/signal.ts';

type Values = Partial<Record<SignalName, number | null>>;

const signalsOf = (values: Values): readonly Signal[] =>
  Object.entries(values).map(([name, value]) => ({
    name: name as SignalName,
    value: value ?? null,
    evidence: 5,
    interval: null,
    shopMean: null,
    inputs: {},
  }));

/** A hundred customers who buy, whose deal seeking and failures go from 0 to .99, and those who fell silent. */
function reasonsOf(silent: readonly Values[], turned = false): ExitReasons {
  const builder = new ExitReasonsBuilder();
  const all = [
    ...Array.from({ length: 100 }, (_, place) => ({
      values: { dealSeeking: place / 100, serviceFailures: place / 100 } as Values,
      isGone: false,
    })),
    ...silent.map((values) => ({ values, isGone: true })),
  ];
  for (const { values, isGone } of turned ? all.reverse() : all) builder.add(signalsOf(values), isGone);
  return builder.build();
}
const countOf = ({ reasons }: ExitReasons, name: string) =>
  reasons.find(({ reason }) => reason === name)?.customerCount;

describe('why customers fell silent', () => {
  it('is the signal that most active customers lie below, from 80% on', () => {
    const found = reasonsOf([
      { dealSeeking: 0.8, serviceFailures: 0.5 },
      { dealSeeking: 0.8, serviceFailures: 0.95 },
      { dealSeeking: 0.79, serviceFailures: 0.1 },
      { dealSeeking: null, serviceFailures: null },
      {},
    ]);
    expect(found.customerCount).toBe(5);
    expect(countOf(found, 'price-pull')).toBe(1);
    expect(countOf(found, 'service-failure')).toBe(1);
    expect(countOf(found, 'unknown')).toBe(3);
  });

  it('is not known, rather than 0, where nothing that is sent could tell', () => {
    const found = reasonsOf([{ stockOuts: 1, categoryDrop: 1 }]);
    expect(countOf(found, 'stock-out')).toBeNull();
    expect(countOf(found, 'category-drop')).toBeNull();
    expect(countOf(found, 'natural-end')).toBeNull();
    expect(countOf(found, 'unknown')).toBe(1);
  });

  it('of two that are as rare, a failure of service comes first', () => {
    expect(countOf(reasonsOf([{ dealSeeking: 0.9, serviceFailures: 0.9 }]), 'service-failure')).toBe(1);
  });

  it('does not depend on the order of customers, and counts each once', () => {
    const value = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null });
    const silent = fc.array(fc.record({ dealSeeking: value, serviceFailures: value }), { maxLength: 40 });
    fc.assert(
      fc.property(silent, (customers) => {
        const found = reasonsOf(customers);
        expect(reasonsOf(customers, true)).toEqual(found);
        expect(found.reasons.reduce((sum, { customerCount }) => sum + (customerCount ?? 0), 0)).toBe(customers.length);
      }),
    );
  });
});
