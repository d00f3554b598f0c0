import { barY, ruleY } from '@observablehq/plot';
import { useCallback } from 'preact/hooks';
import type { CustomerView } from '../../functions/contracts/customer-view.ts';
import { DataTable } from '../components/data-table.tsx';
import { Facts, Panel } from '../components/panel.tsx';
import { PlotChart } from '../components/plot-chart.tsx';
import { useLanguage } from '../language/language.ts';

type Month = CustomerView['activity']['months'][number];

const shownMonths = 24;

/** Every month from the first to the last, those without an order at 0: they have happened. */
function withoutHoles(months: readonly Month[]): readonly Month[] {
  const known = new Map(months.map((month) => [month.month, month]));
  const [first, last] = [months.at(0), months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all: Month[] = [];
  for (let at = new Date(`${first.month}-01T00:00:00Z`); at.toISOString().slice(0, 7) <= last.month; ) {
    const month = at.toISOString().slice(0, 7);
    all.push(known.get(month) ?? { month, orders: 0, grossSpend: 0, netSpend: 0 });
    at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
  }
  return all.slice(-shownMonths);
}

function Months({ months }: { readonly months: readonly Month[] }) {
  const { texts, format } = useLanguage();
  const optionsAt = useCallback(() => {
    const bars = withoutHoles(months).map(({ month, netSpend }) => ({ month: format.month(month), netSpend }));
    return {
      height: 180,
      marginLeft: 56,
      marginBottom: 66,
      marginTop: 26,
      x: { domain: bars.map(({ month }) => month), label: null, tickRotate: -60 },
      y: { label: texts.columns.netSpend, grid: true, tickFormat: (value: number) => format.roundMoney(value) },
      marks: [barY(bars, { x: 'month', y: 'netSpend', fill: 'var(--series-1)', inset: 1 }), ruleY([0])],
    };
  }, [months, texts, format]);
  return <PlotChart label={texts.customer.months} optionsAt={optionsAt} />;
}

interface Named {
  readonly name: string;
  readonly purchaseDays: number;
}

function NamedTable({ label, rows }: { readonly label: string; readonly rows: readonly Named[] }) {
  const { texts, format } = useLanguage();
  if (rows.length === 0) return null;
  return (
    <DataTable
      label={label}
      rows={rows}
      keyOf={({ name }) => name}
      pageSize={5}
      columns={[
        { key: 'name', head: label, cell: ({ name }) => name },
        {
          key: 'days',
          head: texts.columns.purchaseDays ?? '',
          isNumber: true,
          cell: ({ purchaseDays }) => format.count(purchaseDays),
        },
      ]}
    />
  );
}

/** What was bought, when and where. */
export function Purchases({ customer }: { readonly customer: CustomerView }) {
  const { texts, format } = useLanguage();
  const { activity } = customer;
  return (
    <Panel title={texts.customer.purchases}>
      <Facts
        facts={[
          [texts.customer.orders, format.count(customer.orders)],
          [texts.columns.purchaseDays ?? '', format.count(customer.purchaseDays)],
          [texts.columns.netSpend ?? '', format.money(customer.netSpend)],
          [texts.customer.firstOrder, format.date(activity.firstPurchaseDay)],
          [texts.customer.lastOrder, format.date(activity.lastPurchaseDay)],
          [texts.customer.cancelled, format.count(customer.cancelledOrders)],
          [texts.customer.returned, format.count(customer.returnedUnits)],
        ]}
      />
      {activity.months.length > 0 && <Months months={activity.months} />}
      <NamedTable label={texts.customer.categories} rows={activity.categories} />
      <NamedTable label={texts.customer.brands} rows={activity.brands} />
    </Panel>
  );
}
