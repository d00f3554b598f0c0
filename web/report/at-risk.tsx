import { useContext, useState } from 'preact/hooks';
import type { CustomerSwitchingView } from '../../functions/contracts/customer-switching-view.ts';
import { ClientContext } from '../api/client-context.ts';
import { useAnswer } from '../api/use-answer.ts';
import { addressOf } from '../application/places.ts';
import { DataTable, type TableColumn } from '../components/data-table.tsx';
import { leadingSignals, signalWords } from '../customers/signal-words.ts';
import { type Language, useLanguage } from '../language/language.ts';
import { numberOf, type TileRow, textOf } from './report-context.ts';
import { Tile } from './tile.tsx';
import { columnHead, wordOf } from './tile-words.ts';

const leadingCount = 3;

/** What most holds or pulls a customer, and what the state calls for. Asked for the customers of a page alone. */
function Reasons({ customerId }: { readonly customerId: string }) {
  const language = useLanguage();
  const { texts, format } = language;
  const answer = useAnswer<CustomerSwitchingView>(`/v1/customers/${encodeURIComponent(customerId)}/switching-costs`);
  if (answer.state === 'loading') return <>…</>;
  if (answer.state === 'failed' || answer.value.scores === null) return <>{texts.atRisk.nothingKnown}</>;
  const { scores, signals, state } = answer.value;
  return (
    <>
      {state !== null && (
        <p>
          <strong>{wordOf(texts, 'states', state.state)}</strong>: {wordOf(texts, 'actions', state.action)}
        </p>
      )}
      <ul class="reasons">
        {leadingSignals(signals, leadingCount).map((signal) => (
          <li key={signal.signal}>{signalWords(language, signal)}</li>
        ))}
      </ul>
      <p class="hint">
        {texts.atRisk.confidence(texts.confidence[scores.confidenceLevel], format.share(scores.coverage))}
      </p>
    </>
  );
}

/** The silence in the reader's words: never that somebody will leave. */
function silence({ texts, format }: Language, row: TileRow): string {
  const [days, late] = [numberOf(row, 'daysSinceLastOrder'), numberOf(row, 'daysLate')];
  return texts.atRisk.silence(format.number(days, 0), format.number(late, 0));
}

function List({ rows }: { readonly rows: readonly TileRow[] }) {
  const language = useLanguage();
  const { texts, format } = language;
  const isAsked = useContext(ClientContext) !== undefined;
  const [group, setGroup] = useState('');
  const [search, setSearch] = useState('');
  const groups = [...new Set(rows.map((row) => textOf(row, 'group') ?? ''))];
  const shown = rows.filter(
    (row) => (group === '' || row.group === group) && (textOf(row, 'customerId') ?? '').includes(search.trim()),
  );
  const amount = (column: string): TableColumn<TileRow> => ({
    key: column,
    head: columnHead(texts, column),
    isNumber: true,
    cell: (row) => format.money(numberOf(row, column)),
    sortedBy: (row) => numberOf(row, column),
  });
  const columns: readonly TableColumn<TileRow>[] = [
    {
      key: 'customerId',
      head: columnHead(texts, 'customerId'),
      cell: (row) => {
        const customerId = textOf(row, 'customerId') ?? '';
        return isAsked ? <a href={addressOf.customer(customerId)}>{customerId}</a> : customerId;
      },
      sortedBy: (row) => textOf(row, 'customerId'),
    },
    amount('valueAtRisk'),
    amount('lifetimeValue12MonthsDiscounted1Percent'),
    {
      key: 'probabilityAlive',
      head: columnHead(texts, 'probabilityAlive'),
      isNumber: true,
      cell: (row) => format.share(numberOf(row, 'probabilityAlive')),
      sortedBy: (row) => numberOf(row, 'probabilityAlive'),
    },
    {
      key: 'group',
      head: columnHead(texts, 'group'),
      cell: (row) => wordOf(texts, 'groups', textOf(row, 'group') ?? ''),
      sortedBy: (row) => textOf(row, 'group'),
    },
    {
      key: 'silence',
      head: texts.atRisk.silent,
      cell: (row) => silence(language, row),
      sortedBy: (row) => numberOf(row, 'daysLate'),
    },
    ...(isAsked
      ? [
          {
            key: 'reasons',
            head: texts.atRisk.reasons,
            cell: (row: TileRow) => <Reasons customerId={textOf(row, 'customerId') ?? ''} />,
          },
        ]
      : []),
  ];
  return (
    <>
      <div class="switches">
        <label>
          {columnHead(texts, 'group')}
          <select value={group} onChange={(event) => setGroup(event.currentTarget.value)}>
            <option value="">{texts.atRisk.allGroups}</option>
            {groups.map((name) => (
              <option key={name} value={name}>
                {wordOf(texts, 'groups', name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {texts.atRisk.search}
          <input type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
        </label>
        <span class="hint">{texts.atRisk.shown(format.count(shown.length), format.count(rows.length))}</span>
      </div>
      <DataTable
        label={texts.atRisk.label}
        columns={columns}
        rows={shown}
        keyOf={(row) => textOf(row, 'customerId') ?? ''}
        pageSize={10}
        className="at-risk"
      />
    </>
  );
}

/** Customers with most value at risk, why, and what to do. */
export const AtRisk = () => (
  <Tile name="at-risk" isWide>
    {({ rows }) => <List rows={rows} />}
  </Tile>
);
