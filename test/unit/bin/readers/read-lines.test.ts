import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLines } from '../../../../bin/readers/read-lines.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-lines-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function linesOf(content: string | Buffer): Promise<readonly (readonly [number, string])[]> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  const lines: [number, string][] = [];
  await readLines(path, { quotedLineBreaks: true, onLine: (text, line) => lines.push([line, text]) });
  return lines;
}

describe('reading lines', () => {
  it('numbers lines, passes empty ones over, drops a byte order mark and takes CR LF for a line end', async () => {
    expect(await linesOf('\ufeffa\r\n\r\nb\nc')).toEqual([
      [1, 'a'],
      [3, 'b'],
      [4, 'c'],
    ]);
  });

  it('keeps a quoted field over line breaks in one record, also an empty line in it', async () => {
    expect(await linesOf('a,"x\n\ny",b\nc\n')).toEqual([
      [1, 'a,"x\n\ny",b'],
      [4, 'c'],
    ]);
  });

  it('cuts no letter in two at the edge of a block', async () => {
    const line = 'ö'.repeat(50_001);
    expect(await linesOf(`a${line}\n${line}`)).toEqual([
      [1, `a${line}`],
      [2, line],
    ]);
  });

  it('tells a gzip file that is cut off', async () => {
    const whole = gzipSync(Array.from({ length: 1_000 }, (_, line) => `line ${line}`).join('\n'));
    await expect(linesOf(whole.subarray(0, whole.length - 20))).rejects.toMatchObject({ code: 'file.broken' });
  });

  it('tells a folder, a missing file and a quote that is never closed', async () => {
    const onLine = (): void => undefined;
    await expect(readLines(folder, { onLine })).rejects.toMatchObject({ code: 'file.is-directory' });
    await expect(readLines(join(folder, 'none'), { onLine })).rejects.toMatchObject({ code: 'file.missing' });
    await expect(linesOf(`a,"b\n${'x\n'.repeat(8_000_001)}`)).rejects.toThrow(/line 1 of .* is longer/);
  });
});
