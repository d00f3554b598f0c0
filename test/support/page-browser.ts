import { existsSync, readFileSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].filter((file) => file !== undefined);

const found = candidates.find((file) => existsSync(file));

/**
 * Whether there is no browser to test with, told once. With `CI` set there must be one.
 */
export function hasNoBrowser(): boolean {
  if (found !== undefined) return false;
  if (process.env.CI) throw new Error(`CI needs Chromium; looked for ${candidates.join(', ')}`);
  process.stderr.write(`skipped: tests of the page, as there is no browser at ${candidates.join(', ')}\n`);
  return true;
}

// A browser on a machine without network would look for its maker's servers at every start.
const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: found ?? '', args: browserArguments });

export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts and of the content security policy, as the console tells them. */
  readonly errors: string[];
}

/** A page of its own session that remembers what went wrong in it. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { page, errors };
}

/** Signs in by hand, as a person does. */
export async function signIn(page: Page, url: string, key: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('Key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What axe finds wrong with a page that was opened with `bypassCSP`; empty where it is well. */
export async function accessibilityViolations(page: Page): Promise<readonly string[]> {
  const script = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
  await page.addScriptTag({ content: script });
  const { violations } = (await page.evaluate('axe.run()')) as AxeResult;
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
