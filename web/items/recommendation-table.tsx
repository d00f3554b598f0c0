import type { FullRecommendationView } from '../../functions/contracts/recommendation-view.ts';
import { addressOf } from '../application/places.ts';
import { DataTable, type TableColumn } from '../components/data-table.tsx';
import { recommendationWords } from '../customers/recommendation-words.ts';
import { useLanguage } from '../language/language.ts';
import { wordOf } from '../report/tile-words.ts';

interface Props {
  readonly label: string;
  readonly rows: readonly FullRecommendationView[];
  /** Whether rows belong to an item, and so have shares of its orders. */
  readonly isOfItem: boolean;
}

/** A list of items with counts and reasons. */
export function RecommendationTable({ label, rows, isOfItem }: Props) {
  const language = useLanguage();
  const { texts, format } = language;
  type Row = FullRecommendationView;
  const ofItem: readonly TableColumn<Row>[] = [
    {
      key: 'confidence',
      head: texts.items.confidence,
      isNumber: true,
      cell: ({ confidence }) => format.share(confidence),
      sortedBy: ({ confidence }) => confidence,
    },
    {
      key: 'lift',
      head: texts.items.lift,
      isNumber: true,
      cell: ({ lift }) => format.number(lift, 1),
      sortedBy: ({ lift }) => lift,
    },
  ];
  const columns: readonly TableColumn<Row>[] = [
    {
      key: 'item',
      head: texts.items.item,
      cell: ({ itemId, item }) => <a href={addressOf.item(itemId)}>{item?.name ?? itemId}</a>,
      sortedBy: ({ itemId, item }) => item?.name ?? itemId,
    },
    {
      key: 'baskets',
      head: texts.items.baskets,
      isNumber: true,
      cell: ({ baskets }) => format.count(baskets),
      sortedBy: ({ baskets }) => baskets,
    },
    ...(isOfItem ? ofItem : []),
    { key: 'source', head: texts.columns.source ?? '', cell: ({ source }) => wordOf(texts, 'itemSources', source) },
    { key: 'reason', head: texts.customer.reason, cell: (row) => recommendationWords(language, row) },
  ];
  return (
    <DataTable
      label={texts.tile.tableOf(label)}
      columns={columns}
      rows={rows}
      keyOf={({ itemId }) => itemId}
      pageSize={10}
    />
  );
}
