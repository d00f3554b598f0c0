import { setTimeout as pause } from 'node:timers/promises';
import { errorText } from '../json.ts';
import { describeEvent, type LocalEvent, type TakeEvent } from './local-event.ts';

export interface PostEventsProps {
  readonly url: string;
  readonly reportProblem: (line: string) => void;
  /** Wait before an event is posted again; doubles with each time, up to a hundredfold. */
  readonly retryBackOffMilliseconds: number;
}

export interface EventPoster {
  readonly take: TakeEvent;
  /** Ends once all are posted, or after so long; what is left then is told. */
  stop(milliseconds: number): Promise<void>;
}

const answerMilliseconds = 10_000;
const longestBackOffFactor = 100;

/** A receiver that is down or busy may take it later; one that does not want it will not. */
const isForGood = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 429;

/** Posts the detail of each event as JSON, one after another, each until it is taken. */
export function postEvents({ url, reportProblem, retryBackOffMilliseconds }: PostEventsProps): EventPoster {
  const waiting: LocalEvent[] = [];
  const abort = new AbortController();
  let working: Promise<void> | undefined;

  const post = async (event: LocalEvent): Promise<'done' | 'again'> => {
    try {
      const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(answerMilliseconds)]);
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-holdfast-event-id': event.id },
        body: JSON.stringify(event.detail),
        signal,
      });
      await answer.arrayBuffer();
      if (answer.ok) return 'done';
      reportProblem(`${url} answered ${answer.status} to ${describeEvent(event)}`);
      return isForGood(answer.status) ? 'done' : 'again';
    } catch (error) {
      if (!abort.signal.aborted) reportProblem(`${url} cannot be reached: ${errorText(error)}`);
      return 'again';
    }
  };

  const work = async (): Promise<void> => {
    let failures = 0;
    for (let [event] = waiting; event !== undefined && !abort.signal.aborted; [event] = waiting) {
      if ((await post(event)) === 'done') {
        waiting.shift();
        failures = 0;
        continue;
      }
      const factor = Math.min(longestBackOffFactor, 2 ** failures);
      failures += 1;
      await pause(retryBackOffMilliseconds * factor, undefined, { signal: abort.signal }).catch(() => undefined);
    }
    working = undefined;
  };

  return {
    take(event) {
      waiting.push(event);
      working ??= work();
    },
    async stop(milliseconds) {
      const timer = setTimeout(() => abort.abort(), milliseconds);
      await working;
      clearTimeout(timer);
      abort.abort();
      if (waiting.length > 0) reportProblem(`${waiting.length} events were not posted to ${url}`);
    },
  };
}
