import { describe, expect, it } from 'vitest';
import { readTextLines } from '../../../../bin/readers/read-text-lines.ts';

async function linesOf(content: string, blockBytes = 1 << 16): Promise<readonly (readonly [number, string])[]> {
  async function* blocks(): AsyncGenerator<Buffer> {
    const bytes = Buffer.from(content);
    for (let start = 0; start < bytes.length; start += blockBytes) yield bytes.subarray(start, start + blockBytes);
  }
  const lines: [number, string][] = [];
  await readTextLines('orders', blocks(), (text, line) => lines.push([line, text]));
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

  it('cuts no letter in two at the edge of a block', async () => {
    expect(await linesOf('aöö\nöö', 2)).toEqual([
      [1, 'aöö'],
      [2, 'öö'],
    ]);
  });

  it('names a line that never ends', async () => {
    await expect(linesOf(`a\n${'x'.repeat(8_000_001)}`)).rejects.toThrow(/^line 2 of orders is longer/);
  });
});
