import { expect, it } from 'vitest';
import { inParallel } from '../../../../functions/flows/in-parallel.ts';

/** Work that ends when it is told to. */
function workToEnd() {
  const ends: (() => void)[] = [];
  return { ends, work: (input: number) => new Promise<number>((resolve) => ends.push(() => resolve(input * 2))) };
}

it('takes an input only when its turn has come, so that a generator is never laid out whole', async () => {
  let made = 0;
  function* endless() {
    while (made < 100) yield made++;
  }
  const { ends, work } = workToEnd();

  const results = inParallel(endless(), 3, work);

  for (let ended = 0; ended < 100; ended += 1) {
    expect(made).toBe(Math.min(ended + 3, 100));
    ends[ended]?.();
    await new Promise(setImmediate);
  }
  expect(await results).toEqual(Array.from({ length: 100 }, (_, input) => input * 2));
});

it('gives results in the order of the inputs, whichever ends first', async () => {
  const { ends, work } = workToEnd();

  const results = inParallel([1, 2, 3], 3, work);
  for (const end of ends.toReversed()) end();

  expect(await results).toEqual([2, 4, 6]);
});

it('starts nothing after the first error', async () => {
  const started: number[] = [];

  const results = inParallel([1, 2, 3, 4, 5, 6], 2, async (input) => {
    started.push(input);
    await new Promise(setImmediate);
    if (input === 1) throw new Error('one is enough');
  });

  await expect(results).rejects.toThrow('one is enough');
  await new Promise(setImmediate);
  expect(started.length).toBeLessThanOrEqual(3);
});
