import { placedOrders } from '../../functions/domain/customers/placed-orders.ts';
import { brandChoices } from '../../functions/domain/switching/brand-choices.ts';
import { brandSwitchingBuilder, type CategorySwitching } from '../../functions/domain/switching/brand-switching.ts';
import { entriesByCustomer, factsOf } from '../../functions/flows/bulk-import/log-facts.ts';
import type { OrderLog } from '../../functions/flows/bulk-import/order-log.ts';
import { csvLine } from './csv-line.ts';
import type { AnalysisTable } from './recommendation-tables.ts';

/** How the customers of a file go from brand to brand, over all of it. O(lines log lines). */
function switchingOf(log: OrderLog, currency: string, timeZone: string): readonly CategorySwitching[] {
  const all = { isHeld: () => true };
  const builder = brandSwitchingBuilder();
  for (const [customerId, entries] of entriesByCustomer({ log, orders: all, returns: all })) {
    const { placed } = placedOrders(factsOf(log, entries), { currency, timeZone });
    builder.add(brandChoices(customerId, placed));
  }
  return builder.build();
}

const named = (brand: string | null): string => brand ?? '(other brands)';

function* categoryLines(switching: readonly CategorySwitching[]): Generator<string, void, undefined> {
  const figures = ['pairs', 'repeats', 'repeatShare', 'expectedShare', 'inertia', 'pValue', 'midPValue'];
  yield csvLine(['category', 'customers', ...figures]);
  for (const { category, customerCount, repeats } of switching) {
    if (repeats === null) {
      yield csvLine([category, customerCount, 0, ...figures.slice(1).map(() => undefined)]);
      continue;
    }
    const { pairCount, repeatCount, repeatShare, expectedShare, inertia, pValue, midPValue } = repeats;
    const cells = [pairCount, repeatCount, repeatShare, expectedShare, inertia ?? undefined, pValue, midPValue];
    yield csvLine([category, customerCount, ...cells]);
  }
}

function* brandLines(switching: readonly CategorySwitching[]): Generator<string, void, undefined> {
  yield csvLine(['category', 'brand', 'choices', 'customers', 'loyalShare', 'pull']);
  for (const { category, brands } of switching) {
    for (const { brand, choiceCount, customerCount, loyalShare, pull } of brands) {
      const figures = [customerCount, loyalShare, pull].map((figure) => figure ?? undefined);
      yield csvLine([category, named(brand), choiceCount, ...figures]);
    }
  }
}

function* switchLines(switching: readonly CategorySwitching[]): Generator<string, void, undefined> {
  yield csvLine(['category', 'fromBrand', 'toBrand', 'choices', 'shareOfFrom']);
  for (const { category, brands, switches } of switching) {
    for (const [from, row] of switches.entries()) {
      const all = row.reduce((sum, count) => sum + count, 0);
      if (all === 0) continue;
      for (const [to, count] of row.entries()) {
        const pair = [brands[from], brands[to]].map((brand) => named(brand?.brand ?? null));
        yield csvLine([category, ...pair, count, count / all]);
      }
    }
  }
}

/** The files about brands; headings alone where the orders name no brand. */
export function brandTables(log: OrderLog, currency: string, timeZone: string): readonly AnalysisTable[] {
  const switching = switchingOf(log, currency, timeZone);
  return [
    { fileName: 'brand-inertia.csv', lines: categoryLines(switching) },
    { fileName: 'brands.csv', lines: brandLines(switching) },
    { fileName: 'brand-switching.csv', lines: switchLines(switching) },
  ];
}
