import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CampaignArm } from '../../../../functions/domain/offers/campaign.ts';
import {
  type CampaignRules,
  type CustomerEligibility,
  eligibleArms,
} from '../../../../functions/domain/offers/eligible-arms.ts';
import {
  allowedIn,
  answersTo,
  discountKinds,
  type OfferKind,
  offerKinds,
  type WeakType,
} from '../../../../functions/domain/offers/offer-kinds.ts';
import type { SwitchingState } from '../../../../functions/domain/switching/switching-state.ts';

const states = Object.keys(allowedIn) as SwitchingState[];
const weakTypes = Object.keys(answersTo) as WeakType[];

const arm = fc.record({
  armId: fc.string({ maxLength: 3 }),
  kind: fc.constantFrom(...offerKinds),
  minimumSpendMinor: fc.nat(5000),
  contactCostMinor: fc.nat(100),
});
const campaign: fc.Arbitrary<CampaignRules<CampaignArm>> = fc.record({
  arms: fc.array(arm, { maxLength: 8 }),
  states: fc.subarray(states),
  onlyWhereWeak: fc.boolean(),
});
const everything: CampaignRules<CampaignArm> = {
  arms: offerKinds.map((kind) => ({
    armId: kind,
    kind,
    minimumSpendMinor: 100,
    contactCostMinor: 0,
  })),
  states,
  onlyWhereWeak: false,
};
const customerIn = (state: fc.Arbitrary<SwitchingState | null>): fc.Arbitrary<CustomerEligibility> =>
  fc.record({
    state,
    weakTypes: fc.subarray(weakTypes),
    objectsToProfiling: fc.boolean(),
    isMarginKnown: fc.boolean(),
  });
const anyCustomer = customerIn(fc.constantFrom(null, ...states));
const plain = { weakTypes: [], objectsToProfiling: false, isMarginKnown: true };

const kindsOf = (rules: CampaignRules<CampaignArm>, customer: CustomerEligibility): readonly OfferKind[] =>
  eligibleArms(rules, customer).map(({ kind }) => kind);

describe('the arms a customer may get', () => {
  it('are a service call at most where something is to be put right, whatever the campaign', () => {
    const toServe = customerIn(fc.constantFrom('captive', 'service-first'));
    fc.assert(
      fc.property(campaign, toServe, (rules, customer) => {
        for (const kind of kindsOf(rules, customer)) expect(kind).toBe('service-call');
      }),
    );
    for (const state of ['captive', 'service-first'] as const) {
      expect(kindsOf(everything, { ...plain, state })).toEqual(['service-call']);
    }
  });

  it('are no discount for core customers, whatever the campaign', () => {
    fc.assert(
      fc.property(campaign, customerIn(fc.constant('core')), (rules, customer) => {
        for (const kind of kindsOf(rules, customer)) expect(discountKinds).not.toContain(kind);
      }),
    );
  });

  it('are arms of the campaign, of a state it is for, that the table allows', () => {
    fc.assert(
      fc.property(campaign, anyCustomer, (rules, customer) => {
        for (const found of eligibleArms(rules, customer)) {
          if (customer.state === null) throw new Error('nothing is known of the customer');
          expect(rules.arms).toContain(found);
          expect(rules.states).toContain(customer.state);
          expect(allowedIn[customer.state].kinds).toContain(found.kind);
        }
      }),
    );
  });

  it('are none for who objects to profiling, and no discount without a known margin', () => {
    fc.assert(
      fc.property(campaign, anyCustomer, (rules, customer) => {
        expect(eligibleArms(rules, { ...customer, objectsToProfiling: true })).toEqual([]);
        for (const kind of kindsOf(rules, { ...customer, isMarginKnown: false })) {
          expect(discountKinds).not.toContain(kind);
        }
      }),
    );
  });

  it('ask a bargain visitor for a minimum spend', () => {
    const free = { ...everything, arms: everything.arms.map((each) => ({ ...each, minimumSpendMinor: 0 })) };

    expect(kindsOf(everything, { ...plain, state: 'bargain-visitor' })).toEqual(['percent', 'amount', 'free-shipping']);
    expect(kindsOf(free, { ...plain, state: 'bargain-visitor' })).toEqual([]);
  });

  it.each([
    ['financial', ['points', 'tier-credit']],
    ['procedural', ['bundle', 'subscription-set-up']],
    ['relational', ['early-access', 'service-call']],
  ] as const)('answer the %s weakness where the campaign asks for it', (type, kinds) => {
    const standing = { ...plain, state: 'wavering-valuable', weakTypes: [type] } as const;

    expect(kindsOf({ ...everything, onlyWhereWeak: true }, standing)).toEqual(kinds);
    expect(kindsOf({ ...everything, onlyWhereWeak: true }, { ...standing, weakTypes: [] })).toEqual([]);
  });
});
