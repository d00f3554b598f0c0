import * as z from 'zod';
import type { CustomerId } from '../domain/ids.ts';
import type { Instant } from '../domain/orders/order.ts';
import type { CustomerSwitching } from '../domain/switching/customer-switching.ts';
import { type Signal, signalNames } from '../domain/switching/signal.ts';
import type { StoredSwitching } from '../domain/switching/stored-switching.ts';
import { actionOf, type FoundState, stateRules, switchingStates } from '../domain/switching/switching-state.ts';
import { switchingTypes, switchingWeights } from '../domain/switching/switching-weights.ts';
import { date } from './calendar-date.ts';
import { rounded } from './customer-measures.ts';
import { signalReason } from './signal-reasons.ts';
import { actionWords, ruleWords } from './state-words.ts';

const share = (description: string) => z.number().min(0).max(1).nullable().meta({ description });

const stateSchema = z
  .strictObject({
    state: z.enum(switchingStates),
    rule: z.enum(stateRules).meta({ description: 'The first rule that held.' }),
    ruleInWords: z.string(),
    action: z.enum(Object.values(actionOf)).meta({ description: 'What the state calls for.' }),
    actionInWords: z.string(),
  })
  .meta({ id: 'SwitchingState' });

const signalSchema = z
  .strictObject({
    signal: z.enum(signalNames),
    type: z.enum(switchingTypes),
    weight: z.number().meta({ description: 'Within its type; 0 is shown and counts for nothing.' }),
    value: share('0 to 1; null is not known, and `reason` says why.'),
    low80: share('The middle 80% of what the value may be begins here; null where it has no interval.'),
    high80: share('And ends here.'),
    evidence: z.number().meta({ description: 'Observations behind it, such as lines.' }),
    shopMean: share('Counts for it in scores while it is not known; null where the shop has none.'),
    reasonCode: z.string().meta({ description: 'The signal’s name, or why it has no value.' }),
    reason: z.string().meta({ description: 'The same in English words.' }),
    inputs: z.record(z.string(), z.union([z.number(), z.string()])).meta({
      description: 'What the reason is told with; amounts in minor units.',
    }),
  })
  .meta({ id: 'SwitchingSignal' });

export const customerSwitchingSchema = z
  .strictObject({
    customerId: z.string(),
    asOf: z.string().meta({ format: 'date-time', description: 'The shop’s instant that is looked back from.' }),
    profiling: z.enum(['allowed', 'objected']).meta({ description: '`objected`: nothing is measured.' }),
    state: stateSchema
      .extend({ since: date('Since which the customer is in it.') })
      .nullable()
      .meta({ description: 'As the nights have it; another one is taken when two days agree. Null before the first.' }),
    whenRead: stateSchema.nullable().meta({ description: 'What the rules give now.' }),
    scores: z
      .strictObject({
        procedural: share('Learning, setting up, finding anew.'),
        financial: share('Points, tiers, prepaid value.'),
        relational: share('Brands sold only here, goodwill.'),
        alternatives: share('What pulls.'),
        dissatisfaction: share('What pushes.'),
        switchingCost: share('Mean of the first three that are known.'),
        hold: share('switchingCost x (1 - the greater of alternatives and dissatisfaction / 2).'),
        coverage: share('Weight of known signals over that of all the shop sends.'),
        confidence: share('coverage x n / (n + 10) with n purchase days in the year.'),
        confidenceLevel: z.enum(['low', 'medium', 'high']),
        weightsVersion: z.int(),
      })
      .nullable(),
    signals: z.array(signalSchema),
    notes: z.array(z.string()).meta({ description: 'What to know when reading this.' }),
  })
  .meta({ id: 'CustomerSwitchingCosts' });

export type CustomerSwitchingView = z.infer<typeof customerSwitchingSchema>;

export interface SwitchingFound {
  readonly customerId: CustomerId;
  readonly asOf: Instant;
  readonly objects: boolean;
  readonly kept?: StoredSwitching;
  readonly measured?: CustomerSwitching;
}

interface Money {
  readonly currency: string;
  readonly decimals: number;
}

const viewState = ({ state, rule }: FoundState) => ({
  state,
  rule,
  ruleInWords: ruleWords[rule],
  action: actionOf[state],
  actionInWords: actionWords[actionOf[state]],
});

function viewSignal(signal: Signal, money: Money): CustomerSwitchingView['signals'][number] {
  const { name, value, interval, evidence, shopMean, missing, inputs } = signal;
  const { type, weight } = switchingWeights.signals[name];
  return {
    signal: name,
    type,
    weight,
    value: rounded(value),
    low80: rounded(interval?.[0] ?? null),
    high80: rounded(interval?.[1] ?? null),
    evidence,
    shopMean: rounded(shopMean),
    reasonCode: missing ?? name,
    reason: signalReason(signal, money),
    inputs,
  };
}

function viewScores({ scores }: CustomerSwitching): CustomerSwitchingView['scores'] {
  const { types, switchingCost, hold, coverage, confidence, confidenceLevel, version } = scores;
  return {
    procedural: rounded(types.procedural),
    financial: rounded(types.financial),
    relational: rounded(types.relational),
    alternatives: rounded(types.alternatives),
    dissatisfaction: rounded(types.dissatisfaction),
    switchingCost: rounded(switchingCost),
    hold: rounded(hold),
    coverage: rounded(coverage),
    confidence: rounded(confidence),
    confidenceLevel,
    weightsVersion: version,
  };
}

const proxies =
  'These are traces of behaviour, not what the customer feels, and not a forecast: they say what holds and what pulls by the orders and events of the last 365 days.';

function notesOf({ objects, measured }: SwitchingFound): readonly string[] {
  if (objects) return ['The customer objects to being profiled, so nothing is measured.'];
  if (measured !== undefined) return [proxies];
  return ['Nothing is measured yet: there is no purchase, or no night has run that learns what the shop is like.'];
}

/** What holds a customer and what pulls, with reasons. */
export const viewCustomerSwitching = (found: SwitchingFound, money: Money): CustomerSwitchingView => ({
  customerId: found.customerId,
  asOf: found.asOf,
  profiling: found.objects ? 'objected' : 'allowed',
  state: found.kept === undefined ? null : { ...viewState(found.kept), since: found.kept.since },
  whenRead: found.measured === undefined ? null : viewState(found.measured.found),
  scores: found.measured === undefined ? null : viewScores(found.measured),
  signals: found.measured?.signals.map((signal) => viewSignal(signal, money)) ?? [],
  notes: [...notesOf(found)],
});
