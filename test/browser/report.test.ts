import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RetentionReportView } from '../../functions/contracts/retention-report-view.ts';
import { hasNoBrowser, openBrowser, openPage, signIn } from '../support/page-browser.ts';
import { askApi, type PageShop, startPageShop } from '../support/page-shop.ts';

const axeScript = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

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
      await page.addScriptTag({ content: axeScript });
      const { violations } = (await page.evaluate('axe.run()')) as AxeResult;
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  });
});
