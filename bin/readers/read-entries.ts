import type { ParseResult } from '../../functions/contracts/parse-entry.ts';
import { readBlocks } from './read-blocks.ts';
import { readTextLines } from './read-text-lines.ts';
import type { RejectedLines } from './rejected-lines.ts';

export interface EntryReading<Entry> {
  readonly parse: (json: unknown) => ParseResult<Entry>;
  readonly rejected: RejectedLines;
  readonly take: (entry: Entry) => void;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads NDJSON of one of the API's own shapes, an object a line, plain or gzip. A line that cannot be used goes to the
 * rejected ones with its reason.
 * @throws HoldfastError `file.…` where the file cannot be read
 */
export async function readEntries<Entry>(path: string, { parse, rejected, take }: EntryReading<Entry>): Promise<void> {
  await readTextLines(
    path,
    readBlocks(path, () => rejected.caughtUp()),
    (text, line) => {
      const json = parseJson(text);
      if (json === undefined) return rejected.add({ line, reason: 'line.not-json', raw: text });
      const parsed = parse(json);
      if (parsed.ok) return take(parsed.value);
      return rejected.add({ line, reason: parsed.code, issues: parsed.issues, raw: text });
    },
  );
}
