import { useState } from 'preact/hooks';
import type { CampaignView } from '../../functions/contracts/campaign-view.ts';
import { useClient } from '../api/client-context.ts';
import { useAction } from '../api/use-action.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useRights } from '../application/rights.ts';
import { DataTable } from '../components/data-table.tsx';
import { Facts, Panel } from '../components/panel.tsx';
import { Answered, Failure } from '../components/states.tsx';
import { type Language, useLanguage } from '../language/language.ts';
import { giftWords } from './arm-words.ts';
import { CampaignForm } from './campaign-form.tsx';
import { CampaignResults } from './campaign-results.tsx';
import { DryRun } from './dry-run.tsx';

type Move = 'start' | 'pause' | 'resume' | 'stop' | 'approve';

const movesFrom: Readonly<Record<CampaignView['status'], readonly Move[]>> = {
  draft: ['start', 'stop'],
  running: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  stopped: [],
};

function Moves({ campaign, onMoved }: { readonly campaign: CampaignView; readonly onMoved: () => void }) {
  const { texts } = useLanguage();
  const { mayApprove } = useRights();
  const client = useClient();
  const [asked, setAsked] = useState<Move>();
  const { act, problem, isBusy } = useAction(async (move: Move) => {
    setAsked(undefined);
    await client.send('POST', `/v1/campaigns/${encodeURIComponent(campaign.campaignId)}/${move}`);
    onMoved();
  });
  const { isNeeded, approvedBy } = campaign.approval;
  const waits = isNeeded && approvedBy === null;
  return (
    <>
      {waits && <p class="message">{mayApprove ? texts.campaigns.waits : texts.campaigns.waitsForAdmin}</p>}
      <p class="buttons">
        {waits && mayApprove && (
          <button type="button" disabled={isBusy} onClick={() => void act('approve')}>
            {texts.campaigns.moves.approve}
          </button>
        )}
        {movesFrom[campaign.status].map((move) => (
          <button
            key={move}
            type="button"
            class={move === 'stop' ? 'plain' : undefined}
            disabled={isBusy}
            // A stop is for good.
            onClick={() => (move === 'stop' && asked !== 'stop' ? setAsked('stop') : void act(move))}
          >
            {move === 'stop' && asked === 'stop' ? texts.campaigns.stopSurely : texts.campaigns.moves[move]}
          </button>
        ))}
      </p>
      {problem !== undefined && <Failure problem={problem} />}
    </>
  );
}

function budgetWords({ texts, format }: Language, limits: CampaignView['definition']['budget']['total']): string {
  const parts = [
    ...(limits.amount === undefined ? [] : [format.money(limits.amount)]),
    ...(limits.uses === undefined ? [] : [`${format.count(limits.uses)} ${texts.campaigns.uses}`]),
    ...(limits.points === undefined ? [] : [`${format.count(limits.points)} ${texts.campaigns.points}`]),
  ];
  return parts.join(', ');
}

function Definition({ campaign }: { readonly campaign: CampaignView }) {
  const language = useLanguage();
  const { texts, format } = language;
  const { definition, budgetLeft } = campaign;
  const states: Readonly<Record<string, string>> = texts.codes.states;
  return (
    <Panel title={texts.campaigns.what}>
      <Facts
        facts={[
          [texts.campaigns.status, texts.campaignStatuses[campaign.status]],
          [texts.campaigns.version, format.count(campaign.version)],
          [texts.campaigns.startsAt, format.time(definition.startsAt)],
          [texts.campaigns.endsAt, format.time(definition.endsAt)],
          [texts.campaigns.states, definition.audience.states.map((state) => states[state] ?? state).join(', ')],
          [texts.campaigns.budget, budgetWords(language, definition.budget.total)],
          ...(budgetLeft === null ? [] : ([[texts.campaigns.left, budgetWords(language, budgetLeft.total)]] as const)),
          [texts.campaigns.controlShare, format.share(definition.controlShare)],
          [texts.campaigns.horizonDays, format.count(definition.horizonDays)],
        ]}
      />
      <ul>
        {definition.arms.map((arm) => (
          <li key={arm.armId}>
            {arm.armId}: {giftWords(language, arm)}
          </li>
        ))}
        <li>none: {texts.campaigns.nothing}</li>
      </ul>
      <details>
        <summary>{texts.campaigns.audit}</summary>
        <DataTable
          label={texts.campaigns.audit}
          rows={[...campaign.audit].reverse()}
          keyOf={({ at, action }, place) => `${at} ${action} ${place}`}
          pageSize={10}
          columns={[
            { key: 'at', head: texts.campaigns.when, cell: ({ at }) => format.time(at) },
            { key: 'action', head: texts.campaigns.did, cell: ({ action }) => texts.campaignActions[action] },
            { key: 'version', head: texts.campaigns.version, isNumber: true, cell: ({ version }) => version },
            { key: 'keyId', head: texts.campaigns.who, cell: ({ keyId }) => keyId },
          ]}
        />
      </details>
    </Panel>
  );
}

/** A campaign: what it is, what it would do, what came of it, and the form to change it. */
export function CampaignPage({ campaignId }: { readonly campaignId: string }) {
  const { texts } = useLanguage();
  const answer = useAnswer<CampaignView>(`/v1/campaigns/${encodeURIComponent(campaignId)}`);
  const [isEdited, setEdited] = useState(false);
  const name = answer.state === 'ready' ? answer.value.definition.name : campaignId;
  return (
    <>
      <h1>{name}</h1>
      <Answered answer={answer}>
        {(campaign) => {
          const mayChange = campaign.status === 'draft' || campaign.status === 'paused';
          return (
            <>
              <Moves campaign={campaign} onMoved={answer.again} />
              {mayChange && (
                <button type="button" class="plain" onClick={() => setEdited(!isEdited)}>
                  {isEdited ? texts.campaigns.closeForm : texts.campaigns.change}
                </button>
              )}
              <div class="tiles">
                {isEdited && mayChange ? (
                  <CampaignForm
                    key={campaign.version}
                    campaign={campaign}
                    onSaved={() => {
                      setEdited(false);
                      answer.again();
                    }}
                  />
                ) : (
                  <Definition campaign={campaign} />
                )}
                <DryRun campaignId={campaignId} version={campaign.version} />
                <CampaignResults campaignId={campaignId} />
              </div>
            </>
          );
        }}
      </Answered>
    </>
  );
}
