import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RetentionReportView } from '../../functions/contracts/retention-report-view.ts';
import { bundleEnclosedPage } from '../../lib/bundle-page.ts';
import { enclosedElementId } from '../../web/application/enclosed-report.ts';
import { accessibilityViolations, hasNoBrowser, openBrowser, openPage, signIn } from '../support/page-browser.ts';
import { askApi, type PageShop, startPageShop } from '../support/page-shop.ts';

describe.skipIf(hasNoBrowser())('the report page', () => {
  let browser: Browser;
  let shop: PageShop;
  let report: RetentionReportView;

  beforeAll(async () => {
    [browser, shop] = await Promise.all([openBrowser(), startPageShop(700)]);
    report = await askApi(shop, shop.keys.marketer, '/v1/reports/retention');
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  it('asks for a key, says when it is not taken, and never puts it into an address', async () => {
    const { page } = await openPage(browser);
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await signIn(page, shop.runtime.url, 'hf_nobody');
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Key').fill(shop.keys.marketer);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Retention report' }).waitFor();
    expect([...addresses, page.url()].filter((address) => address.includes('hf_'))).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { name: 'Retention report' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Key').waitFor();
  });

  it('shows every tile with the very numbers of the API', async () => {
    const { page, errors } = await openPage(browser);
    await signIn(page, shop.runtime.url, shop.keys.marketer);
    await page.getByRole('heading', { name: 'Retention report' }).waitFor();
    const { tiles = {} } = report;
    for (const [name, view] of Object.entries(tiles)) {
      // One place shows one of the four tables of cohorts.
      if (/^cohorts-by-(?!month)/.test(name)) continue;
      const tile = page.locator(`#tile-${name}`);
      expect(await tile.count(), name).toBe(1);
      if (view.rows.length === 0) continue;
      const behind = tile.locator('details.behind > summary');
      if ((await behind.count()) > 0) await behind.click();
      const table = tile.locator('table').last();
      const cells = await table.locator('tbody tr').first().locator('th, td').allInnerTexts();
      const [first = {}] = view.rows;
      for (const [place, { name: column, unit }] of view.columns.entries()) {
        const value = first[column];
        if (unit !== 'count' || typeof value !== 'number') continue;
        expect(cells[place], `${name}.${column}`).toBe(value.toLocaleString('en-GB'));
      }
    }
    expect(errors).toEqual([]);
  });

  it('has no accessibility violation, at either width', async () => {
    for (const width of [1280, 390]) {
      const { page } = await openPage(browser, { viewport: { width, height: 900 }, bypassCSP: true });
      await signIn(page, shop.runtime.url, shop.keys.marketer);
      await page.locator('#tile-key-figures').waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  });

  it('is read in Traditional Chinese where the browser asks for it, and in English once that is chosen', async () => {
    const { page, errors } = await openPage(browser, { locale: 'zh-TW', bypassCSP: true });
    await page.goto(shop.runtime.url);
    await page.getByLabel('金鑰').fill(shop.keys.marketer);
    await page.getByRole('button', { name: '登入' }).click();
    await page.getByRole('heading', { name: '顧客維繫報表' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hant');
    await page.getByText('有流失風險的顧客').first().waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByLabel('語言').selectOption('en');
    await page.getByRole('heading', { name: 'Retention report' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Retention report' }).waitFor();
    expect(errors).toEqual([]);
  });

  it('shows cohorts by what is chosen, and hands over a tile as the API’s own file', async () => {
    const { page } = await openPage(browser);
    await signIn(page, shop.runtime.url, shop.keys.marketer);
    const tile = page.locator('#tile-cohorts-by-month');
    await tile.getByLabel('Show').selectOption('activeCustomers');
    const cohort = report.tiles?.['cohorts-by-month']?.rows.find(
      ({ monthsSince, kind }) => monthsSince === 0 && kind === 'cohort',
    );
    const cells = tile.locator('.heat-map tbody tr').nth(1).locator('td');
    expect(await cells.allInnerTexts()).toEqual(expect.arrayContaining([String(cohort?.activeCustomers)]));
    await tile.getByLabel('Cohort by').selectOption('category');
    await page.locator('#tile-cohorts-by-category').waitFor();

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download groups as CSV' }).click();
    const content = readFileSync(await (await downloading).path(), 'utf8');
    const headers = { authorization: `Bearer ${shop.keys.marketer}` };
    expect(content).toBe(
      await (await fetch(`${shop.runtime.url}/v1/reports/retention/groups.csv`, { headers })).text(),
    );
  });

  it('says what an empty shop is, and that the API cannot be reached', async () => {
    const empty = await startPageShop(0);
    const { page } = await openPage(browser);
    try {
      await signIn(page, empty.runtime.url, empty.keys.marketer);
      await page.getByText('There is no report yet.').waitFor();
      await page.route('**/v1/**', (route) => route.abort());
      await page.goto(`${empty.runtime.url}/#/campaigns`);
      await page.getByText('The API cannot be reached.').first().waitFor();
    } finally {
      await empty.stop();
    }
  });

  it('is one file as well, with the data inside, that asks nobody for anything', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-enclosed-'));
    try {
      const file = path.join(folder, 'report.html');
      await writeFile(file, bundleEnclosedPage(enclosedElementId, { report, source: 'shop <b>.csv' }));
      const { page, errors } = await openPage(browser);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(pathToFileURL(file).href);
      await page.getByRole('heading', { name: 'Retention report' }).waitFor();
      await page.getByText('shop <b>.csv').waitFor();
      const groups = report.tiles?.groups?.rows ?? [];
      await page.locator('#tile-groups details.behind > summary').click();
      expect(await page.locator('#tile-groups tbody tr').count()).toBe(groups.length);
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download groups as CSV' }).click();
      const content = readFileSync(await (await downloading).path(), 'utf8');
      const headers = { authorization: `Bearer ${shop.keys.marketer}` };
      const ofApi = await (await fetch(`${shop.runtime.url}/v1/reports/retention/groups.csv`, { headers })).text();
      const lines = (text: string) =>
        text
          .replace(/^\uFEFF/, '')
          .trim()
          .split(/\r?\n/);
      expect(lines(content)).toEqual(lines(ofApi));
      expect(asked.filter((address) => !/^(?:file|blob|data):/.test(address))).toEqual([]);
      expect(errors).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
