import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBlocks } from '../../../../bin/readers/read-blocks.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-blocks-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function readAll(path: string): Promise<string> {
  let text = '';
  for await (const block of readBlocks(path, async () => undefined)) text += block.toString('latin1');
  return text;
}

async function contentOf(content: string | Buffer): Promise<string> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  return readAll(path);
}

const long = Array.from({ length: 20_000 }, (_, line) => `line ${line}`).join('\n');

describe('reading the blocks of a file', () => {
  it('reads plain files and gzip files whatever their names', async () => {
    expect(await contentOf(long)).toBe(long);
    expect(await contentOf(gzipSync(long))).toBe(long);
  });

  it('tells a gzip file that is cut off', async () => {
    const whole = gzipSync(long);
    await expect(contentOf(whole.subarray(0, whole.length - 20))).rejects.toMatchObject({ code: 'file.broken' });
  });

  it('tells a folder and a missing file', async () => {
    await expect(readAll(folder)).rejects.toMatchObject({ code: 'file.is-directory' });
    await expect(readAll(join(folder, 'none'))).rejects.toMatchObject({ code: 'file.missing' });
  });
});
