import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCampaignParser } from '../../../functions/contracts/campaign-contract.ts';
import { createEventParser } from '../../../functions/contracts/event-contract.ts';
import { contractContext, isId } from '../../../functions/contracts/fields.ts';
import { createItemParser } from '../../../functions/contracts/item-contract.ts';
import { currencyDecimals, maximumMinor, toMajorUnits, toMinorUnits } from '../../../functions/contracts/money.ts';
import { createOrderParser } from '../../../functions/contracts/order-contract.ts';
import { parsePathId, toPathId } from '../../../functions/contracts/path-id.ts';
import { createItemQueryParser } from '../../../functions/contracts/recommendations-query.ts';
import { createReturnParser } from '../../../functions/contracts/return-contract.ts';
import {
  contractIn,
  sentCampaign,
  sentClick,
  sentOrder,
  sentReturn,
  sentView,
} from '../../support/contract-samples.ts';

const currency = fc.constantFrom('JPY', 'EUR', 'BHD');

/** Decimal text of minor units, made of digits alone: 255 at two decimals is `2.55`, 250 is `2.5`. */
function decimalText(minor: number, decimals: number): string {
  const digits = String(minor).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 128 }).filter(isId);

describe('money', () => {
  it('sent as any decimal text of the currency is those minor units, exactly', () => {
    fc.assert(
      fc.property(currency, fc.integer({ min: 0, max: maximumMinor }), (code, minor) => {
        const decimals = currencyDecimals(code);
        const amount: unknown = JSON.parse(decimalText(minor, decimals));

        expect(toMinorUnits(Number(amount), decimals)).toEqual({ ok: true, minor });
      }),
    );
  });

  it('that is accepted is shown again as the same text', () => {
    const places = fc.constantFrom(1, 10, 100, 1_000, 10_000);
    const quotient = fc.tuple(fc.nat(), places).map(([digits, divisor]) => digits / divisor);
    fc.assert(
      fc.property(currency, fc.oneof(quotient, fc.double({ min: 0, noNaN: true })), (code, given) => {
        const decimals = currencyDecimals(code);
        const units = toMinorUnits(given, decimals);
        if (!units.ok) return;

        expect(JSON.stringify(toMajorUnits(units.minor, decimals))).toBe(JSON.stringify(given));
        expect(decimalText(units.minor, decimals)).toBe(JSON.stringify(given));
      }),
      { examples: [['JPY', Number.POSITIVE_INFINITY]] },
    );
  });
});

describe('a parser', () => {
  const parseEvent = createEventParser(contractIn('EUR'));
  const parseCampaign = createCampaignParser(contractIn('EUR'));
  const parsers = [
    createOrderParser(contractIn('EUR')),
    createReturnParser(contractIn('EUR')),
    createItemParser(contractIn('EUR')),
    (input: unknown) => parseCampaign('spring', input),
    (input: unknown) => parseEvent(input, ['ingest']),
    (input: unknown) => parseEvent(input, ['storefront']),
  ];

  it('never throws, and refuses with a code and at least one issue, whatever JSON it is given', () => {
    const almost = fc
      .tuple(
        fc.constantFrom(sentOrder(), sentReturn(), sentClick(), sentView(), sentCampaign()),
        fc.dictionary(fc.string(), fc.jsonValue()),
      )
      .chain(([good, noise]) =>
        fc.subarray(Object.keys(good)).chain((kept) =>
          fc.dictionary(fc.constantFrom(...Object.keys(good)), fc.jsonValue()).map((spoilt) => ({
            ...Object.fromEntries(kept.map((name) => [name, good[name]])),
            ...spoilt,
            ...noise,
          })),
        ),
      );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), almost), fc.constantFrom(...parsers), (input, parse) => {
        const result = parse(input);

        if (!result.ok) {
          expect(result.code).toMatch(/^(order|event|item|access|request)\.[a-z-]+$/);
          expect(result.issues.length).toBeGreaterThan(0);
          for (const { message } of result.issues) expect(message.length).toBeLessThan(600);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws on a query of any names and texts', () => {
    const known = ['kind', 'limit', 'exclude', 'fill', 'minPrice', 'diversity', 'pinned', 'placement'];
    const name = fc.oneof(fc.constantFrom(...known), fc.string());
    const parseItemQuery = createItemQueryParser(contractContext('GBP', () => new Date('2026-04-01T00:00:00.000Z')));
    fc.assert(
      fc.property(fc.dictionary(name, fc.oneof(fc.string(), fc.nat().map(String))), (query) => {
        const result = parseItemQuery(query, []);

        if (result.ok) expect(result.value.slot.limit).toBeGreaterThanOrEqual(1);
        else expect(result.code).toBe('request.query');
      }),
    );
  });
});

describe('an id in a path', () => {
  it('is the id that was written, whatever characters it has', () => {
    fc.assert(
      fc.property(id, (given) => {
        const segment = toPathId(given);

        expect(segment).toMatch(/^[\w.~-]+$/);
        expect(parsePathId(segment, 'itemId')).toEqual({ ok: true, value: given });
      }),
    );
  });

  it('is never read where it is no id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const result = parsePathId(given, 'itemId');

        if (result.ok) expect(isId(result.value)).toBe(true);
        else expect(result).toMatchObject({ code: 'request.path', issues: [{ path: 'itemId' }] });
      }),
    );
  });
});
