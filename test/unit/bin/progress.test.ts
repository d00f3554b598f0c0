import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type ProgressOptions, startProgress } from '../../../bin/progress.ts';

function written(
  isTTY: boolean,
  work: (options: ProgressOptions, goTo: (milliseconds: number) => void) => void,
): string {
  const output = Object.assign(new PassThrough(), { isTTY, cursorTo: () => true, clearLine: () => true });
  let now = 0;
  const options = { label: 'orders', total: 2_000, output, elapsedMilliseconds: () => now };
  work(options, (milliseconds) => {
    now = milliseconds;
  });
  return String(output.read() ?? '');
}

describe('progress', () => {
  it('prints plain lines some seconds apart where there is no terminal, and a last one', () => {
    const text = written(false, (options, goTo) => {
      const progress = startProgress(options);
      progress.update(100);
      goTo(3_500);
      progress.update(1_000);
      goTo(4_000);
      progress.update(1_500);
      progress.finish();
    });

    expect(text.split('\n')).toEqual([
      'orders: 1,000 of 2,000 (50%), 3.5 s',
      'orders: 2,000 of 2,000 (100%), 4.0 s',
      '',
    ]);
  });

  it('says no end of what was cut off', () => {
    expect(written(false, (options) => startProgress(options).stop())).toBe('');
  });

  it('draws a bar on a terminal', () => {
    const text = written(true, (options) => {
      const progress = startProgress(options);
      progress.update(1_000);
      progress.finish();
    });
    expect(text).toContain('2,000 of 2,000');
    expect(text).toContain('100%');
  });
});
