import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiProblem } from './client.ts';
import { useClient } from './client-context.ts';

/** What has become of a question to the API. */
export type Answer<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: ApiProblem }
  | { readonly state: 'ready'; readonly value: Value };

export type AskedAnswer<Value> = Answer<Value> & { readonly again: () => void };

const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem(0, 'page.failed', String(error));

/**
 * Asks once a path, and again where told.
 * @param path undefined asks nothing, and loads for ever
 */
export function useAnswer<Value>(path: string | undefined): AskedAnswer<Value> {
  const client = useClient();
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<{ readonly of: string | undefined; readonly answer: Answer<Value> }>();
  useEffect(() => {
    if (path === undefined) return;
    let isWanted = true;
    const settle = (settled: Answer<Value>) => {
      if (isWanted) setAnswer({ of: path, answer: settled });
    };
    client.get<Value>(path).then(
      (value) => settle({ state: 'ready', value }),
      (error) => settle({ state: 'failed', problem: asProblem(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [client, path, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const known: Answer<Value> = answer?.of === path && answer !== undefined ? answer.answer : { state: 'loading' };
  return { ...known, again };
}
