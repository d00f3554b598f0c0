import { type Language, useLanguage } from '../language/language.ts';
import { numberOf, type TileRow, textOf } from './report-context.ts';
import { Tile } from './tile.tsx';
import { wordOf } from './tile-words.ts';

/** Those a marketer looks at first; the table has all. */
const shown = [
  'active-customers',
  'repurchase-rate-90-days',
  'repurchase-rate-365-days',
  'retention-rate-365-days',
  'returning-revenue-share',
  'average-gap',
  'new-customers',
  'repeat-customers',
  'net-revenue',
  'returned-share',
  'guest-order-share',
  'orders',
];

function changeWords({ texts, format }: Language, row: TileRow): string {
  const change = numberOf(row, 'change');
  if (change === null) return texts.figures.noEarlier;
  const unit = textOf(row, 'unit') ?? 'number';
  const sign = change > 0 ? '+' : '';
  return texts.figures.change(sign + format.value(change, unit), format.value(numberOf(row, 'previous'), unit));
}

function Figure({ row }: { readonly row: TileRow }) {
  const language = useLanguage();
  const { texts, format } = language;
  const name = textOf(row, 'figure') ?? '';
  const unit = textOf(row, 'unit') ?? 'number';
  const [low, high] = [numberOf(row, 'low'), numberOf(row, 'high')];
  const value = numberOf(row, 'value');
  return (
    <div class="figure" title={texts.figureDefinitions[name] ?? textOf(row, 'definition') ?? undefined}>
      <dt>{wordOf(texts, 'figures', name)}</dt>
      <dd>
        <strong>{unit === 'money' ? format.roundMoney(value) : format.value(value, unit)}</strong>
        {unit === 'days' && value !== null && ` ${texts.figures.days}`}
        {low !== null && high !== null && (
          <span class="interval">{texts.figures.interval(format.share(low), format.share(high))}</span>
        )}
        <span class="n">{texts.figures.n(format.count(numberOf(row, 'n')))}</span>
        <span class="change">{changeWords(language, row)}</span>
      </dd>
    </div>
  );
}

/** Figures with n, interval and change. */
export const KeyFigures = () => (
  <Tile name="key-figures" isWide>
    {({ rows }) => (
      <dl class="figures">
        {shown.flatMap((name) => {
          const row = rows.find(({ figure }) => figure === name);
          return row === undefined ? [] : [<Figure key={name} row={row} />];
        })}
      </dl>
    )}
  </Tile>
);
