import type { CallerView } from '../../functions/contracts/caller-view.ts';
import type { Problem } from '../../functions/contracts/problem.ts';

/** An answer of the API that is not what was asked for, or none at all. */
export class ApiProblem extends Error {
  /** HTTP status; 0 where the API was not reached. */
  readonly status: number;
  readonly code: string;
  readonly issues: Problem['issues'];
  /** Refused before our own functions were asked. */
  readonly isOfGateway: boolean;

  constructor(status: number, code: string, detail: string, issues: Problem['issues'] = []) {
    super(detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.issues = issues;
    this.isOfGateway = code === 'http.403';
  }
}

/** Calls the API of the page's own origin. Each throws `ApiProblem`. */
export interface Client {
  readonly get: <Answer>(path: string) => Promise<Answer>;
  readonly send: <Answer>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => Promise<Answer>;
  readonly download: (path: string) => Promise<Blob>;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => undefined)) as Partial<Problem> | undefined;
  const code = body?.code ?? `http.${response.status}`;
  return new ApiProblem(response.status, code, body?.detail ?? response.statusText, body?.issues ?? []);
}

/**
 * @param credential is sent in the header alone: an address is kept by logs and histories
 * @param onRefused told when the credential is no longer taken
 */
export function createClient(credential: () => Promise<string>, onRefused: () => void): Client {
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const key = await credential();
    const headers = { ...init.headers, authorization: `Bearer ${key}` };
    const response = await fetch(path, { ...init, headers, cache: 'no-store', redirect: 'error' }).catch(() => {
      throw new ApiProblem(0, 'http.unreachable', '');
    });
    if (response.ok) return response;
    const problem = await problemOf(response);
    // The gateway answers a key it does not know as one without the right; only this tells them apart.
    if (response.status === 401 || (problem.isOfGateway && (await scopesOf(key)) === undefined)) onRefused();
    throw problem;
  };
  return {
    get: async (path) => (await call(path)).json(),
    send: async (method, path, body) => {
      const content = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await call(path, { method, ...content, headers: { 'content-type': 'application/json' } });
      return response.status === 204 ? undefined : response.json();
    },
    download: async (path) => (await call(path)).blob(),
  };
}

/**
 * What a credential may do, or undefined where it is not taken.
 * @throws ApiProblem where the API is not reached
 */
export async function scopesOf(credential: string): Promise<CallerView['scopes'] | undefined> {
  const headers = { authorization: `Bearer ${credential}` };
  const response = await fetch('/v1/caller', { headers, cache: 'no-store' }).catch(() => {
    throw new ApiProblem(0, 'http.unreachable', '');
  });
  return response.ok ? ((await response.json()) as CallerView).scopes : undefined;
}
