import { stringify } from 'csv-stringify/sync';
import { contractContext } from '../contracts/fields.ts';
import { recommendationReportTable, viewRecommendationReport } from '../contracts/recommendation-report-view.ts';
import { createRecommendationReportStore } from '../stores/models/recommendation-report-store.ts';
import { environment } from './environment.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, csvReply, jsonReply } from './http/http-reply.ts';
import { tableAccess } from './wiring.ts';

const contract = contractContext(environment().currency, () => new Date());
const reports = createRecommendationReportStore(tableAccess());

const readView = async () => viewRecommendationReport(await reports.find(), contract);

/** Answers what came of recommendations, as data and as a table. */
export const handler = httpHandler({
  async 'GET /v1/reports/recommendations'() {
    return jsonReply(await readView(), caching.never);
  },
  async 'GET /v1/reports/recommendations.csv'() {
    const table = recommendationReportTable(await readView());
    // Spreadsheets run a cell that begins like a formula, and browsers may name a placement: such a cell is quoted.
    return csvReply(stringify([...table], { escape_formulas: true }), 'recommendations.csv', caching.never);
  },
});
