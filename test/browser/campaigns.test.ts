import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignView } from '../../functions/contracts/campaign-view.ts';
import { accessibilityViolations, hasNoBrowser, openBrowser, openPage, signIn } from '../support/page-browser.ts';
import { askApi, type PageShop, startPageShop } from '../support/page-shop.ts';

describe.skipIf(hasNoBrowser())('customers, items and campaigns on the page', () => {
  let browser: Browser;
  let shop: PageShop;

  beforeAll(async () => {
    [browser, shop] = await Promise.all([openBrowser(), startPageShop(700)]);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  it('a marketer makes a campaign, tries it, starts it and stops it', async () => {
    const { page, errors } = await openPage(browser);
    await signIn(page, `${shop.runtime.url}/#/campaigns`, shop.keys.marketer);
    await page.getByRole('link', { name: 'New campaign' }).click();
    await page.getByLabel('Id, cannot be changed later').fill('spring');
    await page.getByLabel('Name', { exact: true }).fill('Spring');
    await page.getByRole('group', { name: 'Offer 1' }).getByLabel('Points').last().fill('500');
    await page.getByRole('group', { name: 'Budget in total' }).getByLabel('Points').fill('100000');
    await page.getByRole('button', { name: 'Save' }).click();
    // No state is chosen: what the API refuses is said with its place.
    await page.getByRole('alert').getByText('audience.states', { exact: true }).waitFor();
    await page.getByLabel('On time, little holds').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Spring' }).waitFor();

    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('May get something').waitFor();
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByLabel('Days an offer is good').fill('7');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This is of another version').waitFor();
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('This is of another version').waitFor({ state: 'detached' });
    const path = '/v1/campaigns/spring';
    const { definition } = await askApi<CampaignView>(shop, shop.keys.marketer, path);
    expect(definition).toMatchObject({ offerDays: 7, audience: { states: ['loyal-but-light'] } });

    // So many points may cost more than the stage lets run unseen, and a marketer cannot approve.
    await page.getByText('somebody with the right to approve').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    const { page: ofAdmin } = await openPage(browser);
    await signIn(ofAdmin, `${shop.runtime.url}/#/campaigns/id/spring`, shop.keys.admin);
    await ofAdmin.getByRole('button', { name: 'Approve' }).click();
    await ofAdmin.getByRole('button', { name: 'Approve' }).waitFor({ state: 'detached' });
    await page.reload();

    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Stop for good' }).click();
    await page.getByRole('button', { name: 'Really stop' }).click();
    await page.getByRole('button', { name: /Stop for good|Really stop/ }).waitFor({ state: 'detached' });
    expect((await askApi<CampaignView>(shop, shop.keys.marketer, path)).status).toBe('stopped');
    // Every refusal is told on the page; the console tells of its status as well.
    expect(errors.filter((error) => !/status of (400|409)/.test(error))).toEqual([]);
  });

  it('all offers can be stopped at once, and go on', async () => {
    const { page } = await openPage(browser);
    await signIn(page, `${shop.runtime.url}/#/campaigns`, shop.keys.marketer);
    await page.getByRole('button', { name: 'Stop all offers…' }).click();
    await page.getByRole('button', { name: 'Stop all offers', exact: true }).click();
    await page.getByText('All offers of the shop are stopped.').waitFor();
    await page.getByRole('button', { name: 'Let offers go on…' }).click();
    await page.getByRole('button', { name: 'Let offers go on', exact: true }).click();
    await page.getByText('Offers run as their campaigns do.').waitFor();
  });

  it('an agent finds a customer, and sees no offers, reports or campaigns', async () => {
    const { page, errors } = await openPage(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await signIn(page, shop.runtime.url, shop.keys.service);
    await page.getByRole('heading', { name: 'Customers', exact: true }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Parts of the page' }).getByRole('link').allInnerTexts()).toEqual(
      ['Customers', 'Items'],
    );
    await page.getByLabel('Customer id').fill('customer-000001');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('heading', { name: 'Customer customer-000001' }).waitFor();
    await page.getByRole('heading', { name: 'What holds them and what pulls' }).waitFor();
    await page.getByText('They may need again').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByText('Offers that are out').count()).toBe(0);
    expect(asked.filter((path) => /offers|campaigns|reports/.test(path))).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('says when a customer or an item is not known', async () => {
    const { page } = await openPage(browser);
    await signIn(page, `${shop.runtime.url}/#/customers/nobody`, shop.keys.marketer);
    await page.getByRole('alert').first().getByText('There is no such thing.').waitFor();
    await page.goto(`${shop.runtime.url}/#/items/nothing`);
    await page.getByText('The shop has neither sold nor listed this item.').first().waitFor();
  });

  it('has no accessibility violation in any area, at either width', async () => {
    for (const width of [1280, 390]) {
      const { page } = await openPage(browser, { viewport: { width, height: 900 }, bypassCSP: true });
      await signIn(page, shop.runtime.url, shop.keys.marketer);
      await page.getByRole('heading', { name: 'Retention report' }).waitFor();
      for (const place of [
        'customers',
        'customers/customer-000001',
        'campaigns',
        'campaigns/new',
        'items',
        'items/item-0020',
      ]) {
        await page.goto(`${shop.runtime.url}/#/${place}`);
        await page.waitForLoadState('networkidle');
        expect(await accessibilityViolations(page), place).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth'), place).toBeLessThanOrEqual(width);
      }
    }
  });
});
