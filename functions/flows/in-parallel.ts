/**
 * Runs `work` on every input, at most `width` at a time, and gives the results in the order of the inputs.
 * The first error stops new work from starting and is thrown.
 */
export async function inParallel<Input, Result>(
  inputs: Iterable<Input>,
  width: number,
  work: (input: Input) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const entries = [...inputs].entries();
  let failed = false;
  async function worker(): Promise<void> {
    // One iterator is shared, so each worker takes the next input that is still free.
    for (const [index, input] of entries) {
      if (failed) return;
      try {
        results[index] = await work(input);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
