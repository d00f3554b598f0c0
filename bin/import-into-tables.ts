import { type BulkImportDeps, type BulkImportResult, bulkImport } from '../functions/flows/bulk-import/bulk-import.ts';
import { importReport } from './import-report.ts';
import { withOrderFile } from './read-for-import.ts';

export interface ImportIntoTablesOptions {
  readonly path: string;
  readonly rejectedPath: string;
  /** IANA name of the zone that times of the file without one are of; default the shop's. */
  readonly fileTimeZone?: string;
}

/** Imports a file straight into the tables and answers with the result and the report for the user. */
export async function importIntoTables(
  deps: BulkImportDeps,
  { path, rejectedPath, fileTimeZone }: ImportIntoTablesOptions,
): Promise<{ readonly result: BulkImportResult; readonly report: string }> {
  const startedAt = performance.now();
  const terms = { currency: deps.currency, timeZone: fileTimeZone ?? deps.timeZone, now: deps.now };
  return withOrderFile(path, rejectedPath, terms, async (file, rejected, progress) => {
    const result = await bulkImport(deps, file.log, {
      onProgress: (stage, done, total) => progress.update(stage, done, total),
      onRejected: ({ code, issues, entry }) => rejected.add({ reason: code, issues, raw: entry }),
    });
    const report = importReport({
      path,
      file,
      ...result,
      maximumBasketItems: deps.maximumBasketItems,
      rejectedCount: rejected.count,
      rejectedPath,
      elapsedMilliseconds: performance.now() - startedAt,
    });
    return { result, report };
  });
}
