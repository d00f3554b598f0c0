import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

const file = new URL('../../../shared/data/yogurt-panel.csv.gz', import.meta.url).pathname;

/** Whether the panel lies beside the project; says so where it does not. */
export function hasYogurtPanel(what: string): boolean {
  const isThere = existsSync(file);
  if (!isThere) process.stderr.write(`skipped: ${what}, as ${file} is missing\n`);
  return isThere;
}

export const yogurtBrands = ['yoplait', 'dannon', 'weight', 'hiland'] as const;

/**
 * The brands each household bought, by time.
 * @param mergeTrips rows of the same brand at the same prices in a row are one trip: the panel has a row for each cup
 */
export function readYogurtPanel(mergeTrips: boolean): readonly (readonly string[])[] {
  const rows: Record<string, string>[] = parse(gunzipSync(readFileSync(file)), { columns: true });
  const households = new Map<string, string[]>();
  let before = '';
  for (const row of rows) {
    const { id = '', choice = '' } = row;
    const trip = [id, choice, ...yogurtBrands.map((brand) => row[`price.${brand}`])].join(' ');
    if (mergeTrips && trip === before) continue;
    before = trip;
    const brands = households.get(id) ?? [];
    households.set(id, brands);
    brands.push(choice);
  }
  return [...households.values()];
}
