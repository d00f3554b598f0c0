import type { CustomerStanding } from '../../functions/domain/standing/customer-standing.ts';
import { type CustomerSwitching, switchingOf } from '../../functions/domain/switching/customer-switching.ts';
import type { CustomerYear } from '../../functions/domain/switching/customer-year.ts';
import { quantileOf } from '../../functions/domain/switching/learnt-shop.ts';
import { type SwitchingReport, SwitchingReportBuilder } from '../../functions/domain/switching/switching-report.ts';
import { switchingWeights } from '../../functions/domain/switching/switching-weights.ts';
import type { ShopSignals } from '../signals/shop-signals.ts';
import type { AnalysedCustomers } from './analyse-customers.ts';

interface OfCustomer {
  readonly year: CustomerYear;
  readonly switching: CustomerSwitching;
  readonly isGone: boolean;
}

/** Scores and state of every customer of a file who has a standing. */
export function* switchingOfAll(
  { years, context }: ShopSignals,
  analysed: AnalysedCustomers,
): Generator<OfCustomer, void, undefined> {
  const standings = new Map<string, CustomerStanding>();
  for (const { summary, standing } of analysed.customers()) standings.set(summary.customerId, standing);
  const lifetimeValueP80Minor = quantileOf(
    [...standings.values()].flatMap((standing) => standing.lifetimeValue12MonthsDiscounted1PercentMinor ?? []),
    switchingWeights.states.valuableQuantile,
  );
  for (const year of years()) {
    const standing = standings.get(year.customerId);
    if (standing === undefined) continue;
    const switching = switchingOf(year, { ...context, lifetimeValueP80Minor }, standing);
    yield { year, switching, isGone: standing.goneBecause !== null };
  }
}

/** The tiles of states, signals and brands of a file, as a night would make them. */
export function switchingReportOf(signals: ShopSignals, analysed: AnalysedCustomers): SwitchingReport {
  const builder = new SwitchingReportBuilder();
  for (const { year, switching, isGone } of switchingOfAll(signals, analysed)) {
    const { found, scores, signals: measured } = switching;
    builder.add({ state: found.state, scores, signals: measured, isGone, brands: year.brands });
  }
  return builder.report(analysed.settings.asOf, signals.context.means);
}
