import { describe, expect, it } from 'vitest';
import { createCampaignParser } from '../../../functions/contracts/campaign-contract.ts';
import { viewCampaignDefinition } from '../../../functions/contracts/campaign-definition-view.ts';
import { contractContext } from '../../../functions/contracts/fields.ts';
import { draftOf, emptyArm, fieldTime, newDraft, sentOf } from '../../../web/campaigns/campaign-draft.ts';
import { sentCampaign } from '../../support/contract-samples.ts';

const parse = createCampaignParser(contractContext('GBP', () => new Date('2026-11-23T12:00:00Z')));

function parsed(sent: unknown) {
  const result = parse('spring', sent);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

const rich = {
  ...sentCampaign(),
  audience: {
    states: ['wavering-valuable', 'core'],
    groups: ['loyal'],
    scores: [{ score: 'hold', atMost: 0.4 }],
    lifetimeValue: { atLeast: 100.5 },
    onlyWhereWeak: true,
  },
  arms: [
    { armId: 'points', kind: 'points', points: 500, minimumSpend: 20 },
    { armId: 'set-up', kind: 'subscription-set-up', cost: 2.5, howToCancel: 'in the account', contactCost: 0.01 },
  ],
  budget: {
    total: { amount: 1000, uses: 200, points: 50_000 },
    perPeriod: { period: 'week', uses: 20 },
    perCustomer: { points: 1000 },
  },
  channels: ['sms', 'email'],
  quietHours: { sms: { from: '21:00', until: '08:00' } },
};

describe('the form of a campaign', () => {
  it.each([
    ['as little as is needed', sentCampaign()],
    ['all there is', rich],
  ])('sends %s back as it was', (_, sent) => {
    const definition = parsed(sent);
    const again = parsed(sentOf(draftOf('spring', viewCampaignDefinition(definition, 2))));
    // The field of a browser has minutes.
    const toMinutes = (instant: string) => `${instant.slice(0, 16)}:00.000Z`;
    expect(again).toEqual({
      ...definition,
      startsAt: toMinutes(definition.startsAt),
      endsAt: toMinutes(definition.endsAt),
    });
  });

  it('begins with what needs only a name, an audience, a gift and a budget', () => {
    const now = new Date('2026-11-23T12:00:00Z');
    const draft = { ...newDraft(now), campaignId: 'spring', name: 'Spring', states: ['core'] as const };
    const arms = [{ ...emptyArm('a'), points: '100' }];
    const total = { amount: '', uses: '50', points: '5000' };
    expect(parsed(sentOf({ ...draft, arms, total }))).toMatchObject({
      name: 'Spring',
      controlShare: 0.3,
      arms: [{ armId: 'a', kind: 'points', points: 100 }],
      budget: { total: { uses: 50, points: 5000 } },
    });
  });

  it('leaves to the API what is no number, and a time that is none', () => {
    const draft = { ...newDraft(new Date()), startsAt: 'soon', horizonDays: 'many' };
    expect(sentOf(draft)).toMatchObject({ startsAt: 'soon', horizonDays: Number.NaN });
    expect(parse('spring', sentOf(draft)).ok).toBe(false);
  });

  it('writes a time of this machine', () => {
    expect(new Date(fieldTime('2026-12-01T08:30:00.000Z')).toISOString()).toBe('2026-12-01T08:30:00.000Z');
  });
});
