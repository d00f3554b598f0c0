import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SchedulePlan } from '../../../../../lib/local/plan/local-plan.ts';
import { startScheduleClock } from '../../../../../lib/local/schedules/schedule-clock.ts';
import { parseScheduleExpression } from '../../../../../lib/local/schedules/schedule-expression.ts';

const firesAt = (text: string, minute: string): boolean => {
  const expression = parseScheduleExpression('Rule', text);
  return expression.kind === 'cron' && expression.firesAt(new Date(minute));
};

test.each([
  ['rate(1 hour)', 3_600_000],
  ['rate(5 minutes)', 300_000],
  ['rate(2 days)', 172_800_000],
])('%s is every %i ms', (text, everyMilliseconds) => {
  expect(parseScheduleExpression('Rule', text)).toEqual({ kind: 'rate', everyMilliseconds });
});

test.each([
  ['cron(40 2 * * ? *)', '2026-03-01T02:40:00Z', true],
  ['cron(40 2 * * ? *)', '2026-03-01T02:41:00Z', false],
  ['cron(0/15 * * * ? *)', '2026-03-01T07:45:00Z', true],
  ['cron(0/15 * * * ? *)', '2026-03-01T07:50:00Z', false],
  ['cron(0 8-10,20 ? * MON-FRI *)', '2026-03-02T09:00:00Z', true],
  ['cron(0 8-10,20 ? * MON-FRI *)', '2026-03-01T09:00:00Z', false],
  ['cron(0 0 1 JAN ? 2027)', '2027-01-01T00:00:00Z', true],
  ['cron(0 0 1 JAN ? 2027)', '2028-01-01T00:00:00Z', false],
  ['cron(0 0 ? * 1 *)', '2026-03-01T00:00:00Z', true],
])('%s at %s: %s', (text, minute, expected) => {
  expect(firesAt(text, minute)).toBe(expected);
});

test.each([
  'rate(0 hours)',
  'rate(1 week)',
  'cron(0 0 L * ? *)',
  'cron(0 0 ? * 2#1 *)',
  'cron(61 0 * * ? *)',
  'cron(* *)',
  'at(2026-01-01T00:00:00)',
])('%s is an error that names it', (text) => {
  expect(() => parseScheduleExpression('Rule', text)).toThrow(`Rule: the schedule ${text} cannot be run`);
});

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-01T01:59:30Z') });
});

afterEach(() => {
  vi.useRealTimers();
});

const schedule = (name: string, text: string, enabled = true): SchedulePlan => ({
  logicalId: name,
  name,
  arn: name,
  enabled,
  expression: parseScheduleExpression(name, text),
  targets: [],
});

test('the clock fires rates from the start on and crons once in their minute, until it is stopped', () => {
  const fired: string[] = [];
  const stop = startScheduleClock(
    [schedule('rate', 'rate(1 hour)'), schedule('cron', 'cron(0 2 * * ? *)'), schedule('off', 'rate(1 minute)', false)],
    ({ name }) => fired.push(name),
  );

  vi.advanceTimersByTime(5 * 60_000);
  expect(fired).toEqual(['cron']);
  vi.advanceTimersByTime(60 * 60_000);
  expect(fired).toEqual(['cron', 'rate']);
  stop();
  vi.advanceTimersByTime(48 * 60 * 60_000);
  expect(fired).toEqual(['cron', 'rate']);
});
