import { createHash } from 'node:crypto';

const rememberedMilliseconds = 10 * 60_000;
/** Far more than a machine makes in ten minutes; the oldest go first. */
const mostTokens = 100_000;

interface Remembered {
  readonly parameters: string;
  readonly at: number;
  isDone: boolean;
}

/** What a request with a token is: the first of it, one that was answered, one under way, or another one. */
export type TokenUse = 'new' | 'done' | 'under-way' | 'other-parameters';

/** Tokens of requests by caller: those of the last ten minutes, in memory, so a restart forgets them. */
export class RequestTokens {
  readonly #known = new Map<string, Remembered>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  begin(token: string, request: unknown): TokenUse {
    const now = this.#now();
    for (const [old, { at }] of this.#known) {
      if (now - at < rememberedMilliseconds && this.#known.size < mostTokens) break;
      this.#known.delete(old);
    }
    const parameters = createHash('sha256').update(JSON.stringify(request)).digest('base64');
    const known = this.#known.get(token);
    if (known === undefined) {
      this.#known.set(token, { parameters, at: now, isDone: false });
      return 'new';
    }
    if (known.parameters !== parameters) return 'other-parameters';
    return known.isDone ? 'done' : 'under-way';
  }

  /** A request that was cancelled is forgotten: its token may be tried again. */
  end(token: string, isDone: boolean): void {
    const known = this.#known.get(token);
    if (known === undefined) return;
    if (isDone) known.isDone = true;
    else this.#known.delete(token);
  }
}
