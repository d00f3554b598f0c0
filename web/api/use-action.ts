import { useState } from 'preact/hooks';
import { ApiProblem } from './client.ts';

/** Something done on a click, and what went wrong. */
export interface Action<Given extends readonly unknown[]> {
  readonly act: (...given: Given) => Promise<void>;
  readonly problem: ApiProblem | undefined;
  readonly isBusy: boolean;
}

/** Runs one at a time; a second click while it runs does nothing. */
export function useAction<Given extends readonly unknown[]>(run: (...given: Given) => Promise<void>): Action<Given> {
  const [problem, setProblem] = useState<ApiProblem>();
  const [isBusy, setBusy] = useState(false);
  const act = async (...given: Given): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await run(...given);
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, 'page.failed', String(error)));
    } finally {
      setBusy(false);
    }
  };
  return { act, problem, isBusy };
}
