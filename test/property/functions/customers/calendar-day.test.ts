import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calendarDay } from '../../../../functions/domain/customers/calendar-day.ts';
import { calendarDayNumber } from '../../../../functions/domain/relations/calendar-day-number.ts';

// Offsets of quarters of an hour, of 14 hours, a zone that skipped a day (Apia, 2011-12-30), one that left summer time
// for a month each year (Casablanca) and one of half an hour of summer time (Lord Howe).
const zones = [
  'UTC',
  'Europe/London',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Apia',
  'Africa/Casablanca',
  'America/Sao_Paulo',
];
const dayMilliseconds = 86_400_000;
const expected = (instant: string, zone: string) => Date.parse(calendarDay(instant, zone)) / dayMilliseconds;

it('the number of a day is that of the formatted day, at any time in any zone', () => {
  const milliseconds = fc.oneof(
    fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2035, 0, 1) }),
    // Midnight of many zones, a millisecond before and after.
    fc
      .tuple(fc.integer({ min: 9_131 * 96, max: 23_741 * 96 }), fc.constantFrom(-1, 0, 1))
      .map(([quarterHour, shift]) => quarterHour * 900_000 + shift),
  );
  fc.assert(
    fc.property(milliseconds, fc.constantFrom(...zones), (time, zone) => {
      const instant = new Date(time).toISOString();
      expect(calendarDayNumber(instant, zone)).toBe(expected(instant, zone));
    }),
    { numRuns: 3_000 },
  );
});

it.each([
  ['Pacific/Apia', '2011-12-28', 4],
  ['Europe/London', '2026-03-28', 3],
  ['Europe/London', '2026-10-24', 3],
  ['Africa/Casablanca', '2026-02-13', 4],
])('the days of %s from %s on are those formatted, every quarter of an hour', (zone, from, days) => {
  for (let quarter = 0; quarter < days * 96; quarter += 1) {
    const instant = new Date(Date.parse(from) + quarter * 900_000).toISOString();
    expect([instant, calendarDayNumber(instant, zone)]).toEqual([instant, expected(instant, zone)]);
  }
});
