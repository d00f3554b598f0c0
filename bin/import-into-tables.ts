import { type BulkImportDeps, type BulkImportResult, bulkImport } from '../functions/flows/bulk-import/bulk-import.ts';
import type { ImportObserver } from '../functions/flows/bulk-import/import-observer.ts';
import { importReport } from './import-report.ts';
import { withOrderFile } from './read-for-import.ts';
import { type BesideFiles, readBesideOrders } from './signals/beside-orders.ts';

export interface ImportIntoTablesOptions {
  readonly path: string;
  readonly rejectedPath: string;
  /** IANA name of the zone that times of the file without one are of; default the shop's. */
  readonly fileTimeZone?: string;
  /** Service events and catalogue; default neither. */
  readonly beside?: BesideFiles;
}

/** Imports a file straight into the tables and answers with the result and the report for the user. */
export async function importIntoTables(
  deps: BulkImportDeps,
  { path, rejectedPath, fileTimeZone, beside: besideFiles = {} }: ImportIntoTablesOptions,
): Promise<{ readonly result: BulkImportResult; readonly report: string }> {
  const startedAt = performance.now();
  const terms = { currency: deps.currency, timeZone: fileTimeZone ?? deps.timeZone, now: deps.now };
  const beside = await readBesideOrders(besideFiles, terms);
  return withOrderFile(path, rejectedPath, terms, async (file, rejected, progress) => {
    const observer: ImportObserver = {
      onProgress: (stage, done, total) => progress.update(stage, done, total),
      onRejected: ({ code, issues, entry }) => rejected.add({ reason: code, issues, raw: entry }),
    };
    const items = [...(beside.catalogue?.values() ?? [])];
    const result = await bulkImport(deps, file.log, observer, { events: beside.events, items });
    const report = importReport({
      path,
      file,
      ...result,
      beside,
      maximumBasketItems: deps.maximumBasketItems,
      rejectedCount: rejected.count,
      rejectedPath,
      elapsedMilliseconds: performance.now() - startedAt,
    });
    return { result, report };
  });
}
