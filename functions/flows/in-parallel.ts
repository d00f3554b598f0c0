/**
 * Runs `work` on every input, at most `width` at a time, and gives the results in the order of the inputs. An input
 * is taken only when its turn comes, so a generator never has more than `width` of them in memory.
 * The first error stops new work from starting and is thrown.
 */
export async function inParallel<Input, Result>(
  inputs: Iterable<Input>,
  width: number,
  work: (input: Input) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  // One iterator is shared, so each worker takes the next input that is still free.
  const iterator = inputs[Symbol.iterator]();
  let taken = 0;
  let failed = false;
  async function worker(): Promise<void> {
    while (!failed) {
      const next = iterator.next();
      if (next.done === true) return;
      const index = taken++;
      try {
        results[index] = await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
