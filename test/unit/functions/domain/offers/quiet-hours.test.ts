import { expect, it } from 'vitest';
import { isQuiet } from '../../../../../functions/domain/offers/quiet-hours.ts';

const night = { from: '21:00', until: '08:00' };
const noon = { from: '12:00', until: '13:30' };

it.each([
  [night, '2026-01-10T20:59:59.000Z', 'Europe/London', false],
  [night, '2026-01-10T21:00:00.000Z', 'Europe/London', true],
  [night, '2026-01-11T00:00:00.000Z', 'Europe/London', true],
  [night, '2026-01-11T07:59:59.000Z', 'Europe/London', true],
  [night, '2026-01-11T08:00:00.000Z', 'Europe/London', false],
  // An hour ahead in summer.
  [night, '2026-07-10T20:00:00.000Z', 'Europe/London', true],
  [night, '2026-07-10T20:00:00.000Z', 'America/New_York', false],
  [night, '2026-07-10T20:00:00.000Z', 'Asia/Kolkata', true],
  [noon, '2026-01-10T12:00:00.000Z', 'UTC', true],
  [noon, '2026-01-10T13:30:00.000Z', 'UTC', false],
  [{ from: '00:00', until: '00:00' }, '2026-01-10T13:30:00.000Z', 'UTC', true],
])('%o at %s in %s: %s', (hours, instant, timeZone, quiet) => {
  expect(isQuiet(hours, instant, timeZone)).toBe(quiet);
});
