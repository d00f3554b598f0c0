import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { HoldfastError } from '../functions/domain/errors.ts';

/** An entry the API did not take. */
export interface ApiRejection {
  /** Place of the entry in the request. */
  readonly index: number;
  readonly code: string;
  readonly retryable: boolean;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
}

export interface ApiAnswer {
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: readonly ApiRejection[];
}

export interface ApiCall {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiClientOptions {
  /** Address of the API, with or without a slash at its end. */
  readonly url: string;
  readonly key: string;
  /** Waits; a test need not. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
  /** Default the platform's own. */
  readonly fetch?: typeof fetch;
}

export interface ApiClient {
  /**
   * Makes a call that takes many entries, again and again while the API or the way to it is busy.
   * @throws HoldfastError `api.refused`, `api.unreachable`, `api.too-large`, `api.unexpected`, `api.busy`
   */
  send(call: ApiCall): Promise<ApiAnswer>;
}

const answerSchema = z.object({
  accepted: z.int(),
  unchanged: z.int(),
  rejected: z.array(
    z.object({
      index: z.int(),
      code: z.string(),
      retryable: z.boolean().default(false),
      issues: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
    }),
  ),
});
/** A problem document, or what the gateway says itself. */
const refusalSchema = z.object({
  detail: z.string().optional(),
  title: z.string().optional(),
  message: z.string().optional(),
});

/** Waits of 100 ms doubling to 10 s: about a minute in all. */
const maximumAttempts = 12;
const firstPauseMilliseconds = 100;
const longestPauseMilliseconds = 10_000;
const callTimeoutMilliseconds = 60_000;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalText(text: string): string {
  const parsed = refusalSchema.safeParse(parseJson(text));
  const { detail, title, message } = parsed.success ? parsed.data : {};
  return detail ?? title ?? message ?? text.slice(0, 200);
}

const isBusy = (status: number): boolean => status === 429 || status >= 500;

/** Seconds the server asks to wait, in milliseconds; none where it does not ask in seconds. */
function askedPause(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.min(seconds * 1_000, 60_000) : 0;
}

function addressOf(url: string): string {
  if (URL.canParse(url) && /^https?:/.test(url)) return url.replace(/\/+$/, '');
  throw new HoldfastError(
    'api.address',
    `the API's address is ${JSON.stringify(url)}; needed is an http or https address`,
    {
      details: { url },
    },
  );
}

/** Speaks to the API as a shop's own system would. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const address = addressOf(options.url);
  const wait = options.pause ?? ((milliseconds: number) => pause(milliseconds));
  const send = options.fetch ?? fetch;
  let hasAnswered = false;

  async function attempt(call: ApiCall): Promise<Response | undefined> {
    try {
      const response = await send(`${address}${call.path}`, {
        method: call.method,
        headers: {
          authorization: `Bearer ${options.key}`,
          'content-type': 'application/json',
          ...call.headers,
        },
        body: call.body,
        signal: AbortSignal.timeout(callTimeoutMilliseconds),
      });
      hasAnswered = true;
      return response;
    } catch (cause) {
      // A way that broke down may mend; an address that never answered is most likely the wrong one.
      if (hasAnswered) return undefined;
      throw new HoldfastError('api.unreachable', `nothing answers at ${address}; is it the API's address?`, { cause });
    }
  }

  async function answerOf(response: Response, path: string): Promise<ApiAnswer> {
    const text = await response.text();
    if (response.status === 401 || response.status === 403) {
      const message = `the API refuses the key for ${path} (${response.status}); a key with the scope ingest is needed`;
      throw new HoldfastError('api.refused', message);
    }
    if (response.status === 413) throw new HoldfastError('api.too-large', `${path} takes no body of that size`);
    if (!response.ok) {
      throw new HoldfastError('api.refused', `${path} answers ${response.status}: ${refusalText(text)}`);
    }
    const parsed = answerSchema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    throw new HoldfastError(
      'api.unexpected',
      `${address}${path} does not answer as Holdfast does; is it the API's address?`,
    );
  }

  return {
    async send(call) {
      for (let turn = 0; turn < maximumAttempts; turn += 1) {
        const response = await attempt(call);
        if (response !== undefined && !isBusy(response.status)) return answerOf(response, call.path);
        await response?.body?.cancel();
        const asked = response === undefined ? 0 : askedPause(response);
        await wait(Math.max(asked, Math.min(firstPauseMilliseconds * 2 ** turn, longestPauseMilliseconds)));
      }
      throw new HoldfastError(
        'api.busy',
        `the API was busy ${maximumAttempts} times in a row; run the import again later, it goes on where it stopped`,
      );
    },
  };
}
