import { expect, test } from 'vitest';
import { reportSparingly } from '../../../../lib/local/report-sparingly.ts';

test('the same line is told once in ten seconds, another one at once', () => {
  let now = 0;
  const told: string[] = [];
  const report = reportSparingly(
    (line) => told.push(line),
    () => now,
  );

  report('full');
  report('full');
  report('other');
  now = 9_999;
  report('full');
  now = 10_000;
  report('full');

  expect(told).toEqual(['full', 'other', 'full']);
});
