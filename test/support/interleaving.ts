import { setImmediate as nextTurn } from 'node:timers/promises';

/** For so many turns, the task of this number goes on; while it has no call parked, the other ones do. */
export interface Pick {
  readonly turns: number;
  readonly task: number;
}

/**
 * Runs tasks that share stores of a real database in an order that is chosen, not left to the clock. Every call of
 * a wrapped store parks twice: before it is sent and before its answer is seen. Only when nothing is on its way any
 * more is one of the parked calls let go on, one of the task that the pick names. Picks hold for several turns, so
 * that one task may stand still while another runs to its end: uniform picks hardly ever find such a straggler.
 * fast-check's own scheduler lets a call go as soon as one is there, and with a real database there is seldom a
 * second one to choose from.
 */
export function createInterleaving(picks: Iterator<Pick>) {
  const parked: { readonly task: number; readonly release: () => void }[] = [];
  let underWay = 0;
  let current: Pick = { turns: 0, task: 0 };

  const park = (task: number): Promise<void> => new Promise((release) => parked.push({ task, release }));

  function nextTask(): number {
    if (current.turns === 0) {
      const next = picks.next();
      current = next.done === true ? { turns: 1, task: 0 } : next.value;
    }
    current = { ...current, turns: current.turns - 1 };
    return current.task;
  }

  /** The store as the task of this number calls it. */
  function wrap<Store extends object>(task: number, store: Store): Store {
    return new Proxy(store, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          await park(task);
          underWay += 1;
          try {
            return await method.apply(target, args);
          } finally {
            underWay -= 1;
            await park(task);
          }
        };
      },
    });
  }

  async function run(tasks: readonly Promise<unknown>[]): Promise<void> {
    let finished = false;
    const all = Promise.all(tasks).finally(() => {
      finished = true;
    });
    // Awaited below; without this a failure between two turns would be called unhandled.
    all.catch(() => undefined);
    while (!finished) {
      await nextTurn();
      if (underWay > 0 || parked.length === 0) continue;
      const task = nextTask();
      const place = parked.findIndex((call) => call.task === task);
      const [call] = parked.splice(Math.max(place, 0), 1);
      call?.release();
      // By the next turn the task that went on has done its own work, and is parked again or under way.
      await nextTurn();
    }
    await all;
  }

  return { wrap, run };
}
