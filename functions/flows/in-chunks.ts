import { inParallel } from './in-parallel.ts';

/** Inputs held at a time, so that memory does not grow with the shop. */
const chunkLength = 200;

/** Works through an endless input in chunks, at most `width` at a time. The first error ends it. */
export async function inChunks<Input>(
  inputs: AsyncIterable<Input>,
  width: number,
  work: (input: Input) => Promise<void>,
): Promise<void> {
  let chunk: Input[] = [];
  for await (const input of inputs) {
    chunk.push(input);
    if (chunk.length < chunkLength) continue;
    await inParallel(chunk, width, work);
    chunk = [];
  }
  await inParallel(chunk, width, work);
}
