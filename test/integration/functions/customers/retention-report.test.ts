import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportTiles } from '../../../../functions/contracts/retention/retention-tiles.ts';
import { retentionReportSchema } from '../../../../functions/contracts/retention-report-view.ts';
import { startRetentionReport } from '../../../../functions/flows/customers/make-retention-report.ts';
import { summaryOfDays } from '../../../support/customer-summaries.ts';
import { type Answered, type StartedHandlers, startHandlers } from '../../../support/http-handlers.ts';
import { shopOn } from '../../../support/shop.ts';
import { modelledShop, modelsOf, today } from '../../../support/standing.ts';

let stage: StartedHandlers;
beforeAll(async () => {
  stage = await startHandlers();
});
afterAll(() => stage.stop());

const table = (tile: string): Promise<Answered> =>
  stage.call({ routeKey: 'GET /v1/reports/retention/{tile}', scopes: 'marketer', path: { tile } });

describe('the retention report', () => {
  it('is an empty one before the first night', async () => {
    const answer = await stage.call({ routeKey: 'GET /v1/reports/retention', scopes: 'marketer' });

    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect(retentionReportSchema.parse(answer.body)).toEqual({ currency: 'EUR' });
  });

  it.each(reportTiles)('has the tile %s as a file of its own', async (tile) => {
    expect(await table(`${tile}.csv`)).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="retention-${tile}.csv"`,
        'cache-control': 'no-store',
      },
      body: expect.stringMatching(/\n$/),
    });
  });

  it.each(['groups', 'groups.json', 'nothing.csv', '.csv', 'groups.csv.csv'])('knows no tile %s', async (tile) => {
    expect(await table(tile)).toMatchObject({
      status: 404,
      body: { code: 'report.unknown-tile', detail: expect.stringContaining('it has key-figures.csv, ') },
    });
  });

  it('keeps a spreadsheet from running what a shop named a category', async () => {
    const shop = shopOn(stage.database);
    const models = modelsOf(modelledShop(20));
    const reporter = await startRetentionReport(shop, models);
    const addToReport = reporter.startPart();
    for (const category of ['=HYPERLINK("http://x")', 'Tee, grün']) {
      const summary = summaryOfDays(category.slice(1, 4), [{ day: today - 90, category }]);
      addToReport({ summary, asOf: models.asOf, oversized: false });
    }
    await reporter.publish();

    const { body } = await table('cohorts-by-category.csv');
    const report = await stage.call({ routeKey: 'GET /v1/reports/retention', scopes: 'admin' });

    expect(body).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(body).toContain('"Tee, grün"');
    expect(body).not.toMatch(/(^|,|")=/m);
    expect(retentionReportSchema.parse(report.body)).toMatchObject({ asOf: models.asOf, currency: 'EUR' });
  });
});
