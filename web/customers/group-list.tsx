import { useState } from 'preact/hooks';
import type { CustomerListView } from '../../functions/contracts/customer-list-view.ts';
import { useClient } from '../api/client-context.ts';
import { useAnswer } from '../api/use-answer.ts';
import { addressOf } from '../application/places.ts';
import { DataTable, type TableColumn } from '../components/data-table.tsx';
import { Answered, Empty } from '../components/states.tsx';
import { useLanguage } from '../language/language.ts';

type Listed = CustomerListView['customers'][number];

const pageLimit = 100;

const pathOf = (group: string, cursor?: string): string =>
  `/v1/customers?${new URLSearchParams({ group, limit: String(pageLimit), ...(cursor === undefined ? {} : { cursor }) })}`;

function List({ first }: { readonly first: CustomerListView }) {
  const { texts, format } = useLanguage();
  const client = useClient();
  const [pages, setPages] = useState([first]);
  const next = pages.at(-1)?.nextCursor;
  const rows = pages.flatMap(({ customers }) => customers);
  const amount = (key: keyof Listed, head: string): TableColumn<Listed> => ({
    key,
    head,
    isNumber: true,
    cell: (row) => format.money(row[key] as number | null),
    sortedBy: (row) => row[key] as number | null,
  });
  const columns: readonly TableColumn<Listed>[] = [
    {
      key: 'customerId',
      head: texts.columns.customerId ?? '',
      cell: ({ customerId }) => <a href={addressOf.customer(customerId)}>{customerId}</a>,
      sortedBy: ({ customerId }) => customerId,
    },
    amount('valueAtRiskNext12MonthsDiscounted1PercentAMonth', texts.columns.valueAtRisk ?? ''),
    amount(
      'lifetimeValueNext12MonthsDiscounted1PercentAMonth',
      texts.columns.lifetimeValue12MonthsDiscounted1Percent ?? '',
    ),
    {
      key: 'probabilityAlive',
      head: texts.columns.probabilityAlive ?? '',
      isNumber: true,
      cell: ({ probabilityAlive }) => format.share(probabilityAlive),
      sortedBy: ({ probabilityAlive }) => probabilityAlive,
    },
    {
      key: 'lastPurchaseDay',
      head: texts.customers.lastPurchase,
      cell: ({ lastPurchaseDay }) => format.date(lastPurchaseDay),
      sortedBy: ({ lastPurchaseDay }) => lastPurchaseDay,
    },
  ];
  if (rows.length === 0) return <Empty>{texts.customers.emptyGroup}</Empty>;
  return (
    <>
      <p class="hint">{texts.customers.listAsOf(format.time(first.asOf))}</p>
      <DataTable
        label={texts.codes.groups[first.group] ?? first.group}
        columns={columns}
        rows={rows}
        keyOf={({ customerId }) => customerId}
      />
      {next !== undefined && (
        <button
          type="button"
          class="plain"
          onClick={() =>
            void client.get<CustomerListView>(pathOf(first.group, next)).then((page) => setPages([...pages, page]))
          }
        >
          {texts.customers.more}
        </button>
      )}
    </>
  );
}

/** Customers of a group, those with most value at risk first. */
export function GroupList() {
  const { texts } = useLanguage();
  const [group, setGroup] = useState('at-risk');
  const answer = useAnswer<CustomerListView>(pathOf(group));
  return (
    <section class="tile wide" aria-labelledby="group-title">
      <h2 id="group-title">{texts.customers.ofGroup}</h2>
      <div class="switches">
        <label>
          {texts.columns.group}
          <select value={group} onChange={(event) => setGroup(event.currentTarget.value)}>
            {Object.entries(texts.codes.groups).map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Answered answer={answer}>{(first) => <List key={first.group} first={first} />}</Answered>
    </section>
  );
}
