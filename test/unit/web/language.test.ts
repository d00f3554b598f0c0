import { describe, expect, it, vi } from 'vitest';

vi.stubGlobal('LANGUAGE_TAGS', ['en', 'zh-Hant']);
const { bestTag } = await import('../../../web/language/choose-language.ts');
const { formatFor, notKnown } = await import('../../../web/language/format.ts');
const { placeOf, addressOf } = await import('../../../web/application/places.ts');
const { heatClass } = await import('../../../web/report/heat.ts');

describe('the language of a reader', () => {
  it.each([
    [['zh-TW'], 'zh-Hant'],
    [['zh-HK', 'en'], 'zh-Hant'],
    [['zh-CN', 'en'], 'en'],
    [['de', 'en-US'], 'en'],
    [['fr'], 'en'],
  ])('of a browser that asks for %j is %s', (asked, tag) => {
    expect(bestTag(asked, ['en', 'zh-Hant'])).toBe(tag);
  });
});

describe('values as a locale writes them', () => {
  const british = formatFor('en-GB', 'GBP', 'Europe/London');

  it('never make 0 of what is not known', () => {
    const { count, share, money, date, value } = british;
    for (const write of [count, share, money, date]) expect(write(null)).toBe(notKnown);
    expect(value(undefined, 'days')).toBe(notKnown);
  });

  it('have the money and decimals of the shop', () => {
    expect(british.money(1234.5)).toBe('£1,234.50');
    expect(british.minorMoney(123450)).toBe('£1,234.50');
    expect(formatFor('zh-Hant', 'TWD').minorMoney(123450)).toBe('$1,234.50');
    expect(formatFor('en-GB', 'JPY').minorMoney(1234)).toBe('JP¥1,234');
    expect(british.share(0.4567)).toBe('45.7%');
  });

  it('do not move a day by the zone of the reader', () => {
    expect(formatFor('en-GB', 'GBP', 'America/Los_Angeles').date('2026-03-01')).toBe('1 Mar 2026');
    expect(british.month('2025-12')).toBe('Dec 2025');
    expect(british.month('United Kingdom')).toBe('United Kingdom');
  });
});

describe('places of the page', () => {
  it.each(['a', 'a/b', 'ä#1', '100%', 'new'])('an id such as %s comes back from its address', (id) => {
    expect(placeOf(addressOf.customer(id))).toEqual({ area: 'customers', customerId: id });
    expect(placeOf(addressOf.item(id))).toEqual({ area: 'items', itemId: id });
    expect(placeOf(addressOf.campaign(id))).toEqual({ area: 'campaigns', campaignId: id });
  });

  it('what nobody knows is the report', () => {
    for (const hash of ['', '#', '#/', '#/nowhere', '#/customers%E0%A4%A']) {
      expect(placeOf(hash)).toEqual({ area: 'report' });
    }
    expect(placeOf(addressOf.newCampaign)).toEqual({ area: 'campaigns', isNew: true });
  });
});

it('the heat scale has ten steps, and none for what has not happened', () => {
  expect([null, 0, 0.099, 0.5, 1, 2].map((value) => heatClass(value, 1))).toEqual([
    'heat none',
    'heat step-0',
    'heat step-0',
    'heat step-5',
    'heat step-9',
    'heat step-9',
  ]);
  expect(heatClass(0, 0)).toBe('heat step-0');
});
