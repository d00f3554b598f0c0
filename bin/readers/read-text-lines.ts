import { HoldfastError } from '../../functions/domain/errors.ts';

/** A line longer than this is not one of orders but of a file of another kind. */
const maximumLineCharacters = 8_000_000;

/**
 * Gives the lines of a text file, empty ones left out. Lines end in LF or CR LF; a byte order mark is dropped.
 * Memory is one block and one line.
 * @param path for the error only
 * @param onLine called with each line without its line break; the first line of the file has number 1
 * @throws HoldfastError `file.line-too-long`
 */
export async function readTextLines(
  path: string,
  blocks: AsyncIterable<Buffer>,
  onLine: (text: string, lineNumber: number) => void,
): Promise<void> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let lineNumber = 0;

  function take(line: string): void {
    lineNumber += 1;
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (text !== '') onLine(text, lineNumber);
  }

  for await (const block of blocks) {
    const text = rest + decoder.decode(block, { stream: true });
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      take(text.slice(start, end));
      start = end + 1;
    }
    rest = text.slice(start);
    if (rest.length > maximumLineCharacters) {
      const message = `line ${lineNumber + 1} of ${path} is longer than ${maximumLineCharacters} characters`;
      throw new HoldfastError('file.line-too-long', message);
    }
  }
  const last = rest + decoder.decode();
  if (last !== '') take(last);
}
