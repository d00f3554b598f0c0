import { useLanguage } from '../language/language.ts';
import { CrossTable } from './cross-table.tsx';
import { numberOf } from './report-context.ts';
import { Tile } from './tile.tsx';

const classes = ['5', '4', '3', '2', '1'];

/** Customers by how lately and how often they bought. */
export function RecencyFrequency() {
  const { texts, format } = useLanguage();
  return (
    <Tile name="rfm">
      {({ rows }) => {
        const at = (recency: string, frequency: string) =>
          rows.find((row) => String(row.recencyClass) === recency && String(row.frequencyClass) === frequency);
        return (
          <>
            <CrossTable
              label={texts.rfm.label}
              rowsAre={texts.rfm.recency}
              rows={classes}
              columns={[...classes].reverse()}
              nameOf={(name) => name}
              valueAt={(recency, frequency) => {
                const row = at(recency, frequency);
                return row === undefined ? null : numberOf(row, 'customers');
              }}
              hintAt={(recency, frequency) => {
                const row = at(recency, frequency);
                return row === undefined ? undefined : format.roundMoney(numberOf(row, 'netRevenue'));
              }}
            />
            <p class="hint">{texts.rfm.hint}</p>
          </>
        );
      }}
    </Tile>
  );
}
