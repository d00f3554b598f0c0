import { type ContractContext, contractContext } from '../../functions/contracts/fields.ts';

/** The instant that contracts under test take for now. */
export const contractNow = new Date('2024-06-01T12:00:00.000Z');

export const contractIn = (currency: string): ContractContext => contractContext(currency, () => contractNow);

/** A line as a shop sends it, with what the test says of it. */
export const sentLine = (fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  itemId: 'mug',
  quantity: 2,
  unitPrice: 2.55,
  ...fields,
});

/** An order as a shop sends it, good unless the test says otherwise. */
export const sentOrder = (fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  orderId: 'order-1',
  customerId: 'ann',
  placedAt: '2024-05-31T11:30:00+02:00',
  status: 'placed',
  currency: 'EUR',
  lines: [sentLine()],
  ...fields,
});

export const sentReturn = (fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  type: 'return',
  eventId: 'return-1',
  occurredAt: '2024-05-31T09:30:00Z',
  customerId: 'ann',
  itemId: 'mug',
  quantity: 1,
  ...fields,
});

/** A click as a storefront sends it, on a list beside the jug of 2024-05-31T09:29:00Z. */
export const sentClick = (fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  type: 'recommendation-click',
  eventId: 'click-1',
  occurredAt: '2024-05-31T09:30:00Z',
  recommendationId: 'r1.t01.secfoc.product-page.pjug',
  itemId: 'mug',
  ...fields,
});

export const sentView = (fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  type: 'item-view',
  eventId: 'view-1',
  occurredAt: '2024-05-31T09:30:00Z',
  itemId: 'mug',
  ...fields,
});

/** A campaign as a marketer sends it. */
export const sentCampaign = (fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  name: 'Win back the wavering',
  audience: { states: ['wavering-valuable'] },
  arms: [{ armId: 'ten-percent', kind: 'percent', percent: 10 }],
  budget: { total: { amount: 500, uses: 120 } },
  startsAt: '2024-06-01T00:00:00Z',
  endsAt: '2024-07-01T00:00:00Z',
  ...fields,
});

/** The value without one of its fields. */
export const without = (value: Readonly<Record<string, unknown>>, field: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));
