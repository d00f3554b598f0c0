import { useEffect } from 'preact/hooks';
import type { DryRunView } from '../../functions/contracts/campaign-dry-run-view.ts';
import { useClient } from '../api/client-context.ts';
import { useAction } from '../api/use-action.ts';
import { useAnswer } from '../api/use-answer.ts';
import { addressOf } from '../application/places.ts';
import { DataTable } from '../components/data-table.tsx';
import { Facts, Panel } from '../components/panel.tsx';
import { Answered, Empty, Failure } from '../components/states.tsx';
import { useLanguage } from '../language/language.ts';
import { wordOf } from '../report/tile-words.ts';

type Result = NonNullable<DryRunView['result']>;

const pollMilliseconds = 1_500;

function Arms({ result }: { readonly result: Result }) {
  const { texts, format } = useLanguage();
  return (
    <DataTable
      label={texts.dryRun.arms}
      rows={result.arms}
      keyOf={({ armId }) => armId}
      columns={[
        { key: 'armId', head: texts.dryRun.arm, cell: ({ armId }) => armId },
        {
          key: 'customers',
          head: texts.columns.customers ?? '',
          isNumber: true,
          cell: ({ customers }) => format.count(customers),
        },
        {
          key: 'cost',
          head: texts.dryRun.cost,
          isNumber: true,
          cell: ({ expectedCost }) => format.money(expectedCost),
        },
        {
          key: 'profit',
          head: texts.dryRun.profit,
          isNumber: true,
          cell: ({ expectedProfit }) => format.money(expectedProfit),
        },
        {
          key: 'without',
          head: texts.dryRun.without,
          isNumber: true,
          cell: ({ baseProbability }) => format.share(baseProbability),
        },
        {
          key: 'with',
          head: texts.dryRun.with,
          isNumber: true,
          cell: ({ offerProbability }) => format.share(offerProbability),
        },
        {
          key: 'basis',
          head: texts.dryRun.basis,
          cell: ({ measured, customers }) =>
            measured === 0
              ? texts.dryRun.assumed
              : texts.dryRun.measuredOf(format.count(measured), format.count(customers)),
        },
      ]}
    />
  );
}

function Examples({ result }: { readonly result: Result }) {
  const { texts, format } = useLanguage();
  return (
    <DataTable
      label={texts.dryRun.examples}
      rows={result.examples}
      keyOf={({ customerId }) => customerId}
      pageSize={10}
      columns={[
        {
          key: 'customerId',
          head: texts.columns.customerId ?? '',
          cell: ({ customerId }) => <a href={addressOf.customer(customerId)}>{customerId}</a>,
        },
        { key: 'group', head: texts.dryRun.group, cell: ({ group }) => texts.offerGroups[group] },
        { key: 'armId', head: texts.dryRun.arm, cell: ({ armId }) => armId },
        { key: 'state', head: texts.columns.state ?? '', cell: ({ state }) => wordOf(texts, 'states', state) },
        {
          key: 'propensity',
          head: texts.dryRun.propensity,
          isNumber: true,
          cell: ({ propensity }) => format.share(propensity),
        },
        {
          key: 'cost',
          head: texts.dryRun.cost,
          isNumber: true,
          cell: ({ expectedCost }) => format.money(expectedCost),
        },
        {
          key: 'profit',
          head: texts.dryRun.profit,
          isNumber: true,
          cell: ({ expectedProfit }) => format.money(expectedProfit),
        },
      ]}
    />
  );
}

function Outcome({ result, version }: { readonly result: Result; readonly version: number }) {
  const { texts, format } = useLanguage();
  const exclusions: Readonly<Record<string, string>> = texts.exclusions;
  return (
    <>
      {result.version !== version && <p class="message">{texts.dryRun.ofOtherVersion}</p>}
      <Facts
        facts={[
          [texts.dryRun.madeAt, format.time(result.madeAt)],
          [texts.dryRun.lookedAt, format.count(result.customers)],
          [texts.dryRun.eligible, format.count(result.eligible)],
          ...result.groups.map(({ group, customers }) => [texts.offerGroups[group], format.count(customers)] as const),
          [texts.dryRun.later, format.count(result.leftForLater)],
          [texts.dryRun.cost, format.money(result.expectedCost)],
          [texts.dryRun.profit, format.money(result.expectedProfit)],
          [texts.dryRun.detectable, format.share(result.minimumDetectable)],
        ]}
      />
      {result.isBudgetBinding && <p>{texts.dryRun.budgetBinds}</p>}
      {result.marginUnknown > 0 && <p>{texts.dryRun.marginUnknown(format.count(result.marginUnknown))}</p>}
      <Arms result={result} />
      <h3>{texts.dryRun.leftOut}</h3>
      <ul>
        {result.exclusions.map(({ reason, customers }) => (
          <li key={reason}>
            {exclusions[reason] ?? reason}: {format.count(customers)}
          </li>
        ))}
      </ul>
      <h3>{texts.dryRun.examples}</h3>
      <Examples result={result} />
    </>
  );
}

/** What a campaign would do today, before anything is sent. */
export function DryRun({ campaignId, version }: { readonly campaignId: string; readonly version: number }) {
  const { texts } = useLanguage();
  const client = useClient();
  const path = `/v1/campaigns/${encodeURIComponent(campaignId)}/dry-run`;
  const answer = useAnswer<DryRunView>(path);
  const { again } = answer;
  const isRunning = answer.state === 'ready' && answer.value.status === 'running';
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(again, pollMilliseconds);
    return () => clearInterval(timer);
  }, [isRunning, again]);
  const { act, problem, isBusy } = useAction(async () => {
    await client.send('POST', path);
    again();
  });
  return (
    <Panel title={texts.dryRun.title} isWide>
      <p class="hint">{texts.dryRun.hint}</p>
      <button type="button" disabled={isBusy || isRunning} onClick={() => void act()}>
        {isRunning ? texts.dryRun.running : texts.dryRun.ask}
      </button>
      {problem !== undefined && <Failure problem={problem} />}
      <Answered answer={answer}>
        {({ result }) =>
          result === null ? <Empty>{texts.dryRun.none}</Empty> : <Outcome result={result} version={version} />
        }
      </Answered>
    </Panel>
  );
}
