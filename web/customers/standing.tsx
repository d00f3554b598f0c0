import type { CustomerView } from '../../functions/contracts/customer-view.ts';
import { Facts, Panel } from '../components/panel.tsx';
import { type Language, useLanguage } from '../language/language.ts';
import { wordOf } from '../report/tile-words.ts';

type StandingView = NonNullable<CustomerView['standing']>;

interface Props {
  readonly customer: CustomerView;
  readonly standing: StandingView;
}

/** How long silent and what is usual: never that somebody will leave. */
function silence({ texts, format }: Language, { daysSinceLastOrder, usualGap }: StandingView): string {
  if (daysSinceLastOrder === null) return texts.customer.noOrderYet;
  const silent = texts.customer.silent(format.number(daysSinceLastOrder, 0));
  if (usualGap === null) return silent;
  const span = { median: format.number(usualGap.medianDays, 0), most: format.number(usualGap.days80, 0) };
  return `${silent}; ${texts.customer.usualGap(span.median, span.most, usualGap.of === 'own')}`;
}

function nextOrder({ texts, format }: Language, next: StandingView['nextOrderIfStillBuying']): string {
  if (next === null) return texts.customer.notKnown;
  const latest = next.latestDay === null ? texts.customer.open : format.date(next.latestDay);
  return texts.customer.nextOrder(format.date(next.medianDay), format.date(next.earliestDay), latest);
}

/** Group, value, and where the customer stands beside their own rhythm. */
export function Standing({ customer: { group, model, notKnown }, standing }: Props) {
  const language = useLanguage();
  const { texts, format } = language;
  const name = (code: string | null | undefined) =>
    code == null ? texts.customer.notKnown : wordOf(texts, 'groups', code);
  return (
    <Panel title={texts.customer.standing}>
      <p>
        <strong>{silence(language, standing)}</strong>
      </p>
      <Facts
        facts={[
          [texts.columns.group ?? '', name(group?.current ?? group?.whenRead)],
          [texts.customer.since, format.date(group?.since)],
          [texts.customer.before, name(group?.previous)],
          [texts.columns.probabilityAlive ?? '', format.share(standing.probabilityAlive)],
          [texts.customer.orderWithinYear, format.share(standing.probabilityOfOrderNext365Days)],
          [
            texts.columns.lifetimeValue12MonthsDiscounted1Percent ?? '',
            format.money(standing.lifetimeValueNext12MonthsDiscounted1PercentAMonth),
          ],
          [texts.columns.valueAtRisk ?? '', format.money(standing.valueAtRiskNext12MonthsDiscounted1PercentAMonth)],
          [texts.columns.daysLate ?? '', format.number(standing.daysLate, 0)],
          [texts.customer.nextOrderIf, nextOrder(language, standing.nextOrderIfStillBuying)],
          [texts.customer.gaps, format.count(standing.rhythm.gaps)],
        ]}
      />
      {model !== undefined && <p class="hint">{texts.customer.byModel(texts.bases[model.basis])}</p>}
      {notKnown !== undefined && Object.keys(notKnown).length > 0 && (
        <details>
          <summary>{texts.customer.whyNotKnown}</summary>
          <ul lang="en">
            {Object.entries(notKnown).map(([place, why]) => (
              <li key={place}>
                <code>{place}</code>: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
