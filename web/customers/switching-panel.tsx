import type { CustomerSwitchingView } from '../../functions/contracts/customer-switching-view.ts';
import { useAnswer } from '../api/use-answer.ts';
import { DataTable, type TableColumn } from '../components/data-table.tsx';
import { Facts, Panel } from '../components/panel.tsx';
import { Answered, Empty } from '../components/states.tsx';
import { notKnown } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { wordOf } from '../report/tile-words.ts';
import { type SignalView, signalWords } from './signal-words.ts';

const kinds = [
  'procedural',
  'financial',
  'relational',
  'alternatives',
  'dissatisfaction',
  'switchingCost',
  'hold',
] as const;

function Signals({ signals }: { readonly signals: readonly SignalView[] }) {
  const language = useLanguage();
  const { texts, format } = language;
  const columns: readonly TableColumn<SignalView>[] = [
    { key: 'signal', head: texts.columns.signal ?? '', cell: ({ signal }) => wordOf(texts, 'signals', signal) },
    { key: 'kind', head: texts.columns.kind ?? '', cell: ({ type }) => wordOf(texts, 'kinds', type) },
    {
      key: 'value',
      head: texts.columns.value ?? '',
      isNumber: true,
      cell: ({ value }) => format.number(value, 2),
      sortedBy: ({ value }) => value,
    },
    {
      key: 'interval',
      head: texts.customer.interval80,
      cell: ({ low80, high80 }) =>
        low80 === null || high80 === null ? notKnown : `${format.number(low80, 2)} – ${format.number(high80, 2)}`,
    },
    {
      key: 'shopMean',
      head: texts.customer.shopMean,
      isNumber: true,
      cell: ({ shopMean }) => format.number(shopMean, 2),
    },
    {
      key: 'evidence',
      head: texts.customer.evidence,
      isNumber: true,
      cell: ({ evidence }) => format.number(evidence, 1),
      sortedBy: ({ evidence }) => evidence,
    },
    { key: 'reason', head: texts.customer.reason, cell: (signal) => signalWords(language, signal) },
  ];
  return <DataTable label={texts.customer.signals} columns={columns} rows={signals} keyOf={({ signal }) => signal} />;
}

/** State, scores and signals, with what each is made of. */
export function SwitchingPanel({ path }: { readonly path: string }) {
  const { texts, format } = useLanguage();
  const answer = useAnswer<CustomerSwitchingView>(`${path}/switching-costs`);
  return (
    <Panel title={texts.customer.holds} isWide>
      <Answered answer={answer}>
        {({ state, whenRead, scores, signals }) => {
          const shown = state ?? whenRead;
          return scores === null ? (
            <Empty>{texts.atRisk.nothingKnown}</Empty>
          ) : (
            <>
              {shown !== null && (
                <p>
                  <strong>{wordOf(texts, 'states', shown.state)}</strong>: {wordOf(texts, 'rules', shown.rule)}.{' '}
                  {texts.customer.callsFor(wordOf(texts, 'actions', shown.action))}
                </p>
              )}
              <Facts facts={kinds.map((kind) => [wordOf(texts, 'kinds', kind), format.number(scores[kind], 2)])} />
              <p class="hint">
                {texts.atRisk.confidence(texts.confidence[scores.confidenceLevel], format.share(scores.coverage))}
              </p>
              <Signals signals={signals} />
              <p class="hint">{texts.customer.proxies}</p>
            </>
          );
        }}
      </Answered>
    </Panel>
  );
}
