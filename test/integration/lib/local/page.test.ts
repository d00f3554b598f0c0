import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleEnclosedPage, bundlePage } from '../../../../lib/bundle-page.ts';
import { addApi } from '../../../support/local-api.ts';
import { createLocalStack, type LocalStack } from '../../../support/local-stack.ts';

let folder: string;
let directory: string;
let stack: LocalStack;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-page-'));
  directory = path.join(folder, 'page');
  stack = createLocalStack();
  stack.addFunction('echo', 'return { statusCode: 200, body: "of the API" };');
  addApi(stack, [{ routeKey: '$default', functionName: 'echo' }]);
});
afterEach(async () => {
  await stack.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function startPage() {
  bundlePage(directory);
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  mkdirSync(path.join(directory, 'v1'));
  writeFileSync(path.join(directory, 'v1', 'health'), 'of the page');
  const { runtime } = await stack.start({ page: { directory, settings: { signIn: { kind: 'key' } } } });
  return runtime.url;
}

/** Body of an answer to a path that is sent as it is: `fetch` would resolve its dots first. */
const rawAnswer = (url: string, sentPath: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    get({ hostname, port, path: sentPath }, (answer) => text(answer).then(resolve, reject)).on('error', reject);
  });

describe('the page beside the API', () => {
  it('comes with its policy, and everything it names is there', async () => {
    const url = await startPage();
    const response = await fetch(`${url}/`);
    const html = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const assets = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, address]) => address);
    expect(assets).toHaveLength(2);
    let scriptBytes = 0;
    for (const asset of assets) {
      const answer = await fetch(url + asset);
      const body = Buffer.from(await answer.arrayBuffer());
      if (asset?.endsWith('.js')) scriptBytes += gzipSync(body).length;
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/(?:javascript|css); charset=utf-8$/);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
    expect(scriptBytes).toBeGreaterThan(1_000);
    expect(scriptBytes).toBeLessThan(250_000);
    expect(await (await fetch(`${url}/page-settings.json`)).json()).toEqual({ signIn: { kind: 'key' } });
  });

  it('is not sent again unchanged, nor with HEAD', async () => {
    const url = await startPage();
    const first = await fetch(`${url}/`);
    const again = await fetch(`${url}/`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    const head = await fetch(`${url}/`, { method: 'HEAD' });
    expect([first.status, again.status, head.status]).toEqual([200, 304, 200]);
    expect(await head.text()).toBe('');
    for (const name of ['content-type', 'content-length', 'content-security-policy', 'etag']) {
      expect(head.headers.get(name), name).toBe(first.headers.get(name));
    }
  });

  it('leaves everything else to the API, and no path leads out of its folder', async () => {
    const url = await startPage();
    const paths = [
      '/v1/health',
      '/v1',
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/..\\secret.txt',
      '/assets/../../secret.txt',
      '/assets/%2e%2e/%2e%2e/secret.txt',
      '//etc/passwd',
      '/toString',
      '/favicon.ico',
      '/assets/',
    ];
    for (const asked of paths) expect(await rawAnswer(url, asked), asked).toBe('of the API');
    expect(await (await fetch(`${url}/`, { method: 'POST' })).text()).toBe('of the API');
  });
});

describe('the page as one file', () => {
  it('holds any data as it is, and asks nobody for anything', () => {
    const data = { source: '</script><script>alert(1)</script>', text: '$& \u2028' };
    const html = bundleEnclosedPage('holdfast-report', data);
    const [, held = ''] = /<script type="application\/json" id="holdfast-report">([\s\S]*?)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(held)).toEqual(data);
    expect(html).not.toMatch(/(?:src|href)="\//);
    expect(html).toContain("default-src 'none'");
  });

  it('is the same from the same sources', () => {
    expect(bundleEnclosedPage('a', 1)).toBe(bundleEnclosedPage('a', 1));
  });
});
