import { describe, expect, it } from 'vitest';
import { customerSchema, viewCustomer } from '../../../../functions/contracts/customer-view.ts';
import { foundWith, onDays } from '../../../support/customer-found.ts';
import { modelledShop, modelsOf, today } from '../../../support/standing.ts';

const pounds = { currency: 'GBP', decimals: 2 };
const fitted = modelsOf(modelledShop(800));
const tooYoung = modelsOf(modelledShop(20));
const withoutDropOut = {
  ...fitted,
  mbgNbd: { parameters: null, logLikelihood: null, standardErrors: null, status: 'failed', reason: 'nobody leaves' },
} as const;
/** Gaps of 24, 30, 33 and 41 days, then silence for 50. */
const lateDays = [128, 104, 74, 41, 0].map((before) => today - 50 - before);

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The places of all numbers and nulls in an answer, `activity.months[].orders`. */
function* places(value: unknown, place = ''): Generator<{ readonly place: string; readonly value: unknown }> {
  if (Array.isArray(value)) for (const entry of value) yield* places(entry, `${place}[]`);
  else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) yield* places(inner, place === '' ? name : `${place}.${name}`);
  } else yield { place, value };
}

describe('the profile of a customer', () => {
  it('gives what is to be expected by the model, with unit and horizon in the names', async () => {
    const view = viewCustomer(await foundWith(onDays(...lateDays), fitted), pounds);

    expect(customerSchema.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      profiling: 'allowed',
      netSpend: 50,
      activity: { firstPurchaseDay: '2024-04-09', lastPurchaseDay: '2024-08-15', repeatNetSpend: 40 },
      group: { current: null, whenRead: expect.any(String) },
      model: { version: fitted.version, basis: 'model', status: 'converged', reason: null },
      standing: {
        asOfDay: '2024-10-04',
        daysSinceLastOrder: 50,
        probabilityAlive: expect.any(Number),
        lifetimeValueNext12MonthsDiscounted1PercentAMonth: expect.any(Number),
        valueAtRiskNext12MonthsDiscounted1PercentAMonth: expect.any(Number),
        nextOrderIfStillBuying: {
          earliestDay: expect.stringMatching(/^2024-/),
          medianDay: expect.stringMatching(/^202\d-\d\d-\d\d$/),
        },
        usualGap: { of: 'own', gaps: 4, days20: 24, medianDays: 31.5, days80: 41 },
        daysLate: 18.5,
        silence: 'has not ordered for 50 days; usual gap 32 (24-41)',
      },
    });
  });

  it('defines every number of the answer, with its unit and the instant it holds for', async () => {
    const purchases = [
      { day: today - 300, category: 'Tea', brand: 'Leaf', channel: 'web', country: 'GB' },
      { day: today - 200, category: 'Tea' },
      { day: today - 90, category: 'Mugs' },
      { day: today - 20 },
    ];
    const view = viewCustomer(await foundWith(purchases, fitted), pounds);

    const numbers = [...places(view)].filter(({ value }) => typeof value === 'number').map(({ place }) => place);
    const defined = Object.keys(view.definitions);
    expect(numbers.length).toBeGreaterThan(30);
    expect(numbers.filter((place) => !defined.includes(place))).toEqual([]);
    expect(view.definitions.netSpend).toMatchObject({ unit: 'GBP', asOf: view.asOf });
    expect(view.definitions['standing.daysLate']).toMatchObject({ unit: 'days', asOf: view.standing?.asOf });
    expect(Object.values(view.definitions).filter(({ asOf }) => asOf === null)).toEqual([]);
  });

  it.each([
    ['before the first night', undefined, onDays(today - 90, today - 20), /^no night has run yet/],
    [
      'of a shop with too little history',
      tooYoung,
      onDays(today - 90, today - 20),
      /not at risk: silent for 20 days, and 80% of gaps are at most \d+/,
    ],
    [
      'of who is silent for long in such a shop',
      tooYoung,
      onDays(today - 500, today - 400),
      /there is no fitted model|counts as gone/,
    ],
    ['of a shop that nobody leaves', withoutDropOut, onDays(today - 20, today - 3), /not at risk: silent for 3 days/],
    ['of one purchase of today', fitted, onDays(today), /not at risk: the first order is under 60 days ago/],
    ['of a customer who is gone', fitted, onDays(today - 1_900), /not at risk any more/],
  ])('says of every null why it is not known: %s', async (_name, models, purchases, said) => {
    const view = viewCustomer(await foundWith(purchases, models), pounds);

    const nulls = [...places({ group: view.group, standing: view.standing })]
      .filter(({ value }) => value === null)
      .map(({ place }) => place);
    expect(customerSchema.parse(view)).toEqual(view);
    expect(Object.keys(view.notKnown ?? {}).sort()).toEqual(
      nulls.sort().filter((place) => place !== 'standing.silence'),
    );
    expect(view.notKnown?.['standing.valueAtRiskNext12MonthsDiscounted1PercentAMonth']).toMatch(said);
  });

  it('says what the figures were made by when there is no fit', async () => {
    const young = viewCustomer(await foundWith(onDays(today - 40, today - 3), tooYoung), pounds);
    const first = viewCustomer(await foundWith(onDays(today - 40), undefined), pounds);

    const loyal = viewCustomer(await foundWith(onDays(today - 40, today - 3), withoutDropOut), pounds);

    expect(loyal.model).toMatchObject({ basis: 'model-without-drop-out', status: 'failed', reason: 'nobody leaves' });
    expect(young.model).toMatchObject({
      basis: 'plain-rates',
      status: 'too-little-history',
      reason: expect.any(String),
    });
    expect(young.standing?.probabilityAlive).toBeNull();
    expect(young.notKnown?.['standing.probabilityAlive']).toContain('there is no fitted model');
    expect(young.notKnown?.['standing.probabilityAlive']).toContain(tooYoung.mbgNbd.reason);
    expect(first.notKnown?.['standing.nextOrderIfStillBuying']).toMatch(/^no night has run yet/);
    expect(first.model).toMatchObject({ version: null, basis: 'none', status: 'not-made-yet' });
  });

  it('gives the facts alone of a customer who objects', async () => {
    const view = viewCustomer(await foundWith(onDays(...lateDays), fitted, { objection: true }), pounds);

    expect(customerSchema.parse(view)).toEqual(view);
    expect(view).toMatchObject({ profiling: 'objected', orders: 5, netSpend: 50 });
    for (const name of ['group', 'model', 'standing', 'notKnown']) expect(view).not.toHaveProperty(name);
    expect(Object.keys(view.definitions).filter((place) => place.startsWith('standing'))).toEqual([]);
  });

  it('says of an oversized customer that the facts are from the night', async () => {
    const view = viewCustomer(await foundWith(onDays(...lateDays), fitted, { oversized: true }), pounds);

    expect(view.notes).toEqual([expect.stringContaining(`the facts are from the night, as of ${view.asOf}`)]);
  });
});
