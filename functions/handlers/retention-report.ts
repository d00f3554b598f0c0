import { stringify } from 'csv-stringify/sync';
import { contractContext } from '../contracts/fields.ts';
import { requestError } from '../contracts/problem.ts';
import { retentionTileTable } from '../contracts/retention/retention-tile-table.ts';
import { viewRetentionReport } from '../contracts/retention-report-view.ts';
import { parseTilePath, tilePaths } from '../contracts/retention-tile-path.ts';
import { createRetentionReportStore } from '../stores/reports/retention-report-store.ts';
import { createSwitchingReportStore } from '../stores/reports/switching-report-store.ts';
import { environment } from './environment.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, csvReply, jsonReply } from './http/http-reply.ts';
import { tableAccess } from './wiring.ts';

const contract = contractContext(environment().currency, () => new Date());
const access = tableAccess();
const retention = createRetentionReportStore(access);
const switching = createSwitchingReportStore(access);

const readView = async () => {
  const [ofRetention, ofSwitching] = await Promise.all([retention.find(), switching.find()]);
  return viewRetentionReport(ofRetention, ofSwitching, contract);
};

/** Answers the retention report of the latest night, as data and, tile by tile, as tables. */
export const handler = httpHandler({
  async 'GET /v1/reports/retention'() {
    return jsonReply(await readView(), caching.never);
  },
  async 'GET /v1/reports/retention/{tile}'(event) {
    const given = event.pathParameters?.tile;
    const tile = parseTilePath(given);
    if (tile === undefined) {
      const known = tilePaths.join(', ');
      throw requestError('report.unknown-tile', `the report has no table ${JSON.stringify(given)}; it has ${known}`);
    }
    const table = retentionTileTable(await readView(), tile);
    // Spreadsheets run a cell that begins like a formula, and shops may name a category so: such a cell is quoted.
    return csvReply(stringify([...table], { escape_formulas: true }), `retention-${tile}.csv`, caching.never);
  },
});
