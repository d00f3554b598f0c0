import { useState } from 'preact/hooks';
import type { CampaignView } from '../../functions/contracts/campaign-view.ts';
import { useClient } from '../api/client-context.ts';
import { useAction } from '../api/use-action.ts';
import { addressOf } from '../application/places.ts';
import { Panel } from '../components/panel.tsx';
import { Failure } from '../components/states.tsx';
import { useLanguage } from '../language/language.ts';
import { wordOf } from '../report/tile-words.ts';
import { ArmsFields } from './arms-fields.tsx';
import { type CampaignDraft, channelNames, draftOf, type LimitsDraft, newDraft, sentOf } from './campaign-draft.ts';
import { Checks, Choice, Field, Fields } from './fields.tsx';
import { ScoresFields } from './scores-fields.tsx';

type Change = (change: Partial<CampaignDraft>) => void;

interface PartProps {
  readonly draft: CampaignDraft;
  readonly onChange: Change;
}

function AudienceFields({ draft, onChange }: PartProps) {
  const { texts } = useLanguage();
  return (
    <>
      <Checks
        label={texts.campaigns.states}
        chosen={draft.states}
        names={Object.keys(texts.codes.states) as CampaignDraft['states'][number][]}
        wordOf={(state) => wordOf(texts, 'states', state)}
        onChange={(states) => onChange({ states })}
      />
      <Checks
        label={texts.form.groups}
        chosen={draft.groups}
        names={Object.keys(texts.codes.groups) as CampaignDraft['groups'][number][]}
        wordOf={(group) => wordOf(texts, 'groups', group)}
        onChange={(groups) => onChange({ groups })}
      />
      <Fields legend={texts.form.value}>
        <Field
          label={texts.form.atLeast}
          type="number"
          value={draft.valueAtLeast}
          onChange={(valueAtLeast) => onChange({ valueAtLeast })}
        />
        <Field
          label={texts.form.atMost}
          type="number"
          value={draft.valueAtMost}
          onChange={(valueAtMost) => onChange({ valueAtMost })}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={draft.onlyWhereWeak}
            onChange={({ currentTarget: { checked } }) => onChange({ onlyWhereWeak: checked })}
          />
          {texts.form.onlyWhereWeak}
        </label>
      </Fields>
      <ScoresFields scores={draft.scores} onChange={(scores) => onChange({ scores })} />
    </>
  );
}

interface LimitsProps {
  readonly legend: string;
  readonly limits: LimitsDraft;
  readonly hasUses?: boolean;
  readonly onChange: (limits: LimitsDraft) => void;
}

function LimitsFields({ legend, limits, hasUses = true, onChange }: LimitsProps) {
  const { texts } = useLanguage();
  const field = (name: keyof LimitsDraft, label: string) => (
    <Field
      label={label}
      type="number"
      value={limits[name]}
      onChange={(value) => onChange({ ...limits, [name]: value })}
    />
  );
  return (
    <Fields legend={legend}>
      {field('amount', texts.form.amount)}
      {hasUses && field('uses', texts.form.uses)}
      {field('points', texts.form.points)}
    </Fields>
  );
}

function BudgetFields({ draft, onChange }: PartProps) {
  const { texts } = useLanguage();
  return (
    <>
      <LimitsFields legend={texts.form.total} limits={draft.total} onChange={(total) => onChange({ total })} />
      <Fields legend={texts.form.period}>
        <Choice
          label={texts.form.each}
          value={draft.period}
          names={['', 'day', 'week', 'month'] as const}
          wordOf={(period) => texts.periods[period === '' ? 'none' : period]}
          onChange={(period) => onChange({ period })}
        />
      </Fields>
      {draft.period !== '' && (
        <LimitsFields
          legend={texts.form.perPeriod}
          limits={draft.perPeriod}
          onChange={(perPeriod) => onChange({ perPeriod })}
        />
      )}
      <LimitsFields
        legend={texts.form.perCustomer}
        hasUses={false}
        limits={draft.perCustomer}
        onChange={(perCustomer) => onChange({ perCustomer })}
      />
    </>
  );
}

function TimesFields({ draft, onChange }: PartProps) {
  const { texts } = useLanguage();
  const number = (name: keyof CampaignDraft & keyof typeof texts.form, hint?: string) => (
    <Field
      label={texts.form[name] as string}
      type="number"
      value={draft[name] as string}
      onChange={(value) => onChange({ [name]: value })}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  return (
    <>
      <Fields legend={texts.form.times}>
        <Field
          label={texts.campaigns.startsAt}
          type="datetime-local"
          isNeeded
          value={draft.startsAt}
          onChange={(startsAt) => onChange({ startsAt })}
        />
        <Field
          label={texts.campaigns.endsAt}
          type="datetime-local"
          isNeeded
          value={draft.endsAt}
          onChange={(endsAt) => onChange({ endsAt })}
        />
        {number('horizonDays')}
        {number('offerDays')}
        {number('coolDownDays')}
      </Fields>
      <Fields legend={texts.form.measuring}>
        {number('controlShare')}
        {number('leastOrderEffect')}
        {number('leastProfitEffect')}
      </Fields>
      <Fields legend={texts.form.rules}>
        {number('marginFloor')}
        <Choice
          label={texts.form.stacking}
          value={draft.stacking}
          names={['alone', 'with-others'] as const}
          wordOf={(name) => texts.stacking[name]}
          onChange={(stacking) => onChange({ stacking })}
        />
      </Fields>
    </>
  );
}

function ChannelFields({ draft, onChange }: PartProps) {
  const { texts } = useLanguage();
  return (
    <>
      <Checks
        label={texts.form.channels}
        chosen={draft.channels}
        names={channelNames}
        wordOf={(channel) => texts.channels[channel]}
        onChange={(channels) => onChange({ channels })}
      />
      {draft.channels.map((channel) => {
        const hours = draft.quietHours[channel];
        const change = (changed: Partial<typeof hours>) =>
          onChange({ quietHours: { ...draft.quietHours, [channel]: { ...hours, ...changed } } });
        return (
          <Fields key={channel} legend={texts.form.quiet(texts.channels[channel])}>
            <Field label={texts.form.from} type="time" value={hours.from} onChange={(from) => change({ from })} />
            <Field label={texts.form.until} type="time" value={hours.until} onChange={(until) => change({ until })} />
          </Fields>
        );
      })}
    </>
  );
}

interface Props {
  /** Absent for a new one. */
  readonly campaign?: CampaignView;
  readonly onSaved?: () => void;
}

/** Makes or changes a campaign. The API checks it; what it refuses is shown with the place it is about. */
export function CampaignForm({ campaign, onSaved }: Props) {
  const { texts } = useLanguage();
  const client = useClient();
  const [draft, setDraft] = useState(() =>
    campaign === undefined ? newDraft(new Date()) : draftOf(campaign.campaignId, campaign.definition),
  );
  const change: Change = (changed) => setDraft((before) => ({ ...before, ...changed }));
  const { act, problem, isBusy } = useAction(async () => {
    await client.send('PUT', `/v1/campaigns/${encodeURIComponent(draft.campaignId)}`, sentOf(draft));
    if (onSaved === undefined) location.hash = addressOf.campaign(draft.campaignId);
    else onSaved();
  });
  return (
    <>
      {campaign === undefined && <h1>{texts.form.title}</h1>}
      <Panel title={texts.form.panel}>
        <form
          class="campaign-form"
          onSubmit={(event) => {
            event.preventDefault();
            void act();
          }}
        >
          <Fields legend={texts.campaigns.name}>
            <Field
              label={texts.form.campaignId}
              isNeeded
              isLocked={campaign !== undefined}
              value={draft.campaignId}
              onChange={(campaignId) => change({ campaignId })}
            />
            <Field label={texts.campaigns.name} isNeeded value={draft.name} onChange={(name) => change({ name })} />
          </Fields>
          <AudienceFields draft={draft} onChange={change} />
          <ArmsFields arms={draft.arms} onChange={(arms) => change({ arms })} />
          <BudgetFields draft={draft} onChange={change} />
          <TimesFields draft={draft} onChange={change} />
          <ChannelFields draft={draft} onChange={change} />
          {problem !== undefined && <Failure problem={problem} />}
          <button type="submit" disabled={isBusy}>
            {texts.form.save}
          </button>
        </form>
      </Panel>
    </>
  );
}
