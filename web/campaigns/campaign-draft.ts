import type { SentCampaign } from '../../functions/contracts/campaign-definition-view.ts';

type Audience = SentCampaign['audience'];
type Limits = SentCampaign['budget']['total'];
type Channel = NonNullable<SentCampaign['channels']>[number];

/** What somebody has typed so far; a number is a text until it is sent, and empty is not said. */
export interface ArmDraft {
  readonly armId: string;
  readonly kind: SentCampaign['arms'][number]['kind'];
  readonly percent: string;
  readonly amount: string;
  readonly points: string;
  readonly cost: string;
  readonly howToCancel: string;
  readonly minimumSpend: string;
  readonly contactCost: string;
}

export interface LimitsDraft {
  readonly amount: string;
  readonly uses: string;
  readonly points: string;
}

export interface ScoreDraft {
  readonly score: NonNullable<Audience['scores']>[number]['score'];
  readonly atLeast: string;
  readonly atMost: string;
}

export interface CampaignDraft {
  readonly campaignId: string;
  readonly name: string;
  readonly states: readonly Audience['states'][number][];
  readonly groups: readonly NonNullable<Audience['groups']>[number][];
  readonly scores: readonly ScoreDraft[];
  readonly valueAtLeast: string;
  readonly valueAtMost: string;
  readonly onlyWhereWeak: boolean;
  readonly arms: readonly ArmDraft[];
  readonly total: LimitsDraft;
  /** Empty: no bound a period. */
  readonly period: '' | NonNullable<SentCampaign['budget']['perPeriod']>['period'];
  readonly perPeriod: LimitsDraft;
  readonly perCustomer: LimitsDraft;
  /** As the browser's own field writes a time of the reader's zone, `2026-12-01T08:00`. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly horizonDays: string;
  readonly controlShare: string;
  readonly marginFloor: string;
  readonly offerDays: string;
  readonly coolDownDays: string;
  readonly stacking: NonNullable<SentCampaign['stacking']>;
  readonly channels: readonly Channel[];
  readonly quietHours: Readonly<Record<Channel, { readonly from: string; readonly until: string }>>;
  readonly leastOrderEffect: string;
  readonly leastProfitEffect: string;
}

export const channelNames = ['email', 'sms', 'post', 'push'] as const satisfies readonly Channel[];

export const emptyArm = (armId: string): ArmDraft => ({
  armId,
  kind: 'points',
  percent: '',
  amount: '',
  points: '',
  cost: '',
  howToCancel: '',
  minimumSpend: '',
  contactCost: '',
});

const noLimits: LimitsDraft = { amount: '', uses: '', points: '' };

const noQuietHours: CampaignDraft['quietHours'] = {
  email: { from: '', until: '' },
  sms: { from: '', until: '' },
  post: { from: '', until: '' },
  push: { from: '', until: '' },
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** A time as the browser's field has it, in the zone of this machine. */
export function fieldTime(instant: string): string {
  const at = new Date(instant);
  const day = `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;
  return `${day}T${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
}

/** @param now begin of a new campaign: it starts the next day and lasts four weeks */
export function newDraft(now: Date): CampaignDraft {
  const day = 86_400_000;
  const begin = new Date(now.getTime() + day);
  begin.setHours(8, 0, 0, 0);
  return {
    campaignId: '',
    name: '',
    states: [],
    groups: [],
    scores: [],
    valueAtLeast: '',
    valueAtMost: '',
    onlyWhereWeak: false,
    arms: [emptyArm('a')],
    total: noLimits,
    period: '',
    perPeriod: noLimits,
    perCustomer: noLimits,
    startsAt: fieldTime(begin.toISOString()),
    endsAt: fieldTime(new Date(begin.getTime() + 28 * day).toISOString()),
    horizonDays: '30',
    controlShare: '0.3',
    marginFloor: '0',
    offerDays: '14',
    coolDownDays: '30',
    stacking: 'alone',
    channels: [],
    quietHours: noQuietHours,
    leastOrderEffect: '0.05',
    leastProfitEffect: '1',
  };
}

const written = (value: number | undefined): string => (value === undefined ? '' : String(value));

const writtenLimits = (limits: Partial<Limits> | undefined): LimitsDraft => ({
  amount: written(limits?.amount),
  uses: written(limits?.uses),
  points: written(limits?.points),
});

/** A campaign as the form shows it. */
export function draftOf(campaignId: string, definition: SentCampaign): CampaignDraft {
  const { audience, budget, quietHours } = definition;
  return {
    campaignId,
    name: definition.name,
    states: audience.states,
    groups: audience.groups ?? [],
    scores: (audience.scores ?? []).map(({ score, atLeast, atMost }) => ({
      score,
      atLeast: written(atLeast),
      atMost: written(atMost),
    })),
    valueAtLeast: written(audience.lifetimeValue?.atLeast),
    valueAtMost: written(audience.lifetimeValue?.atMost),
    onlyWhereWeak: audience.onlyWhereWeak ?? false,
    arms: definition.arms.map((arm) => ({
      armId: arm.armId,
      kind: arm.kind,
      percent: written(arm.percent),
      amount: written(arm.amount),
      points: written(arm.points),
      cost: written(arm.cost),
      howToCancel: arm.howToCancel ?? '',
      minimumSpend: written(arm.minimumSpend),
      contactCost: written(arm.contactCost),
    })),
    total: writtenLimits(budget.total),
    period: budget.perPeriod?.period ?? '',
    perPeriod: writtenLimits(budget.perPeriod),
    perCustomer: writtenLimits(budget.perCustomer),
    startsAt: fieldTime(definition.startsAt),
    endsAt: fieldTime(definition.endsAt),
    horizonDays: written(definition.horizonDays),
    controlShare: written(definition.controlShare),
    marginFloor: written(definition.marginFloor),
    offerDays: written(definition.offerDays),
    coolDownDays: written(definition.coolDownDays),
    stacking: definition.stacking ?? 'alone',
    channels: definition.channels ?? [],
    quietHours: Object.fromEntries(
      channelNames.map((channel) => [channel, quietHours?.[channel] ?? { from: '', until: '' }]),
    ) as CampaignDraft['quietHours'],
    leastOrderEffect: written(definition.leastOrderEffect),
    leastProfitEffect: written(definition.leastProfitEffect),
  };
}

/** A number, or nothing where nothing was typed; what is no number is left to the API to refuse. */
const read = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

/** Only what was said. */
const said = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;

const readLimits = ({ amount, uses, points }: LimitsDraft): Limits =>
  said({ amount: read(amount), uses: read(uses), points: read(points) });

const isEmpty = (fields: object): boolean => Object.keys(fields).length === 0;

function readBudget({ total, period, perPeriod, perCustomer }: CampaignDraft): SentCampaign['budget'] {
  const ofCustomer = said({ amount: read(perCustomer.amount), points: read(perCustomer.points) });
  return said({
    total: readLimits(total),
    perPeriod: period === '' ? undefined : { period, ...readLimits(perPeriod) },
    perCustomer: isEmpty(ofCustomer) ? undefined : ofCustomer,
  });
}

function readAudience(draft: CampaignDraft): Audience {
  const lifetimeValue = said({ atLeast: read(draft.valueAtLeast), atMost: read(draft.valueAtMost) });
  return said({
    states: [...draft.states],
    groups: draft.groups.length === 0 ? undefined : [...draft.groups],
    scores:
      draft.scores.length === 0
        ? undefined
        : draft.scores.map(({ score, atLeast, atMost }) =>
            said({ score, atLeast: read(atLeast), atMost: read(atMost) }),
          ),
    lifetimeValue: isEmpty(lifetimeValue) ? undefined : lifetimeValue,
    onlyWhereWeak: draft.onlyWhereWeak,
  });
}

const readArm = (arm: ArmDraft): SentCampaign['arms'][number] =>
  said({
    armId: arm.armId,
    kind: arm.kind,
    percent: read(arm.percent),
    amount: read(arm.amount),
    points: read(arm.points),
    cost: read(arm.cost),
    howToCancel: arm.howToCancel === '' ? undefined : arm.howToCancel,
    minimumSpend: read(arm.minimumSpend),
    contactCost: read(arm.contactCost),
  });

const readTime = (field: string): string => (Number.isNaN(Date.parse(field)) ? field : new Date(field).toISOString());

/** What is sent of a form. */
export function sentOf(draft: CampaignDraft): SentCampaign {
  const quiet = channelNames.filter((channel) => draft.quietHours[channel].from !== '');
  return said({
    name: draft.name,
    audience: readAudience(draft),
    arms: draft.arms.map(readArm),
    budget: readBudget(draft),
    startsAt: readTime(draft.startsAt),
    endsAt: readTime(draft.endsAt),
    horizonDays: read(draft.horizonDays),
    controlShare: read(draft.controlShare),
    marginFloor: read(draft.marginFloor),
    offerDays: read(draft.offerDays),
    coolDownDays: read(draft.coolDownDays),
    stacking: draft.stacking,
    channels: [...draft.channels],
    quietHours: Object.fromEntries(quiet.map((channel) => [channel, draft.quietHours[channel]])),
    leastOrderEffect: read(draft.leastOrderEffect),
    leastProfitEffect: read(draft.leastProfitEffect),
  });
}
