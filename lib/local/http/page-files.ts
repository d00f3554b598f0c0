import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { cacheControlOf, securityHeaders } from '../../page-security.ts';
import type { HttpAnswer } from './http-answer.ts';

/** What is served beside the API: method and path, and headers of the request, give an answer or undefined. */
export type AnswerPage = (
  method: string,
  encodedPath: string,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
) => HttpAnswer | undefined;

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
};

interface PageFile {
  readonly plain: Buffer;
  readonly zipped: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where the API answers, whatever files there are. */
const isOfApi = (encodedPath: string): boolean => /^\/v1(?:\/|$)/.test(encodedPath);

function pageFile(name: string, plain: Buffer): PageFile {
  const headers = {
    'content-type': mediaTypes[path.extname(name)] ?? 'application/octet-stream',
    'cache-control': cacheControlOf(name),
    ...securityHeaders(),
    // Weak, as it names the plain and the zipped bytes alike.
    etag: `W/"${createHash('sha256').update(plain).digest('base64url')}"`,
    vary: 'accept-encoding',
  };
  return { plain, zipped: gzipSync(plain), headers };
}

/**
 * Serves a bundled page with the headers it has in AWS. All files are read at once and looked up by name, so no path
 * leads out of the folder.
 * @param directory with `index.html`, see `bundlePage`
 * @param settings what `/page-settings.json` says
 */
export function servePage(directory: string, settings: object): AnswerPage {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(directory, file).split(path.sep).join('/');
    files.set(name, pageFile(name, readFileSync(file)));
  }
  files.set('page-settings.json', pageFile('page-settings.json', Buffer.from(JSON.stringify(settings))));
  return (method, encodedPath, requestHeaders) => {
    if ((method !== 'GET' && method !== 'HEAD') || isOfApi(encodedPath)) return undefined;
    const file = files.get(encodedPath === '/' ? 'index.html' : encodedPath.slice(1));
    if (file === undefined) return undefined;
    const { headers, plain, zipped } = file;
    if (requestHeaders['if-none-match'] === headers.etag) {
      return { statusCode: 304, headers, cookies: [], body: Buffer.alloc(0) };
    }
    const takesGzip = /\bgzip\b/.test(String(requestHeaders['accept-encoding'] ?? ''));
    return takesGzip
      ? { statusCode: 200, headers: { ...headers, 'content-encoding': 'gzip' }, cookies: [], body: zipped }
      : { statusCode: 200, headers, cookies: [], body: plain };
  };
}
