import { describe, expect, it } from 'vitest';
import { wallClockReader } from '../../../../bin/readers/wall-clock-time.ts';

const utcOf = (text: string, timeZone: string): string | undefined => {
  const epoch = wallClockReader(timeZone)(text);
  return epoch === undefined ? undefined : new Date(epoch).toISOString();
};

describe('reading wall-clock times', () => {
  it('reads a winter time in London as UTC and a summer time as an hour earlier', () => {
    expect(utcOf('2010-12-01 08:26:00', 'Europe/London')).toBe('2010-12-01T08:26:00.000Z');
    expect(utcOf('2011-07-01 08:26:00', 'Europe/London')).toBe('2011-07-01T07:26:00.000Z');
  });

  it('changes over at the very minute', () => {
    expect(utcOf('2011-03-27 00:59:59', 'Europe/London')).toBe('2011-03-27T00:59:59.000Z');
    expect(utcOf('2011-03-27 02:00:00', 'Europe/London')).toBe('2011-03-27T01:00:00.000Z');
    expect(utcOf('2011-10-30 00:59:59', 'Europe/London')).toBe('2011-10-29T23:59:59.000Z');
    expect(utcOf('2011-10-30 02:00:00', 'Europe/London')).toBe('2011-10-30T02:00:00.000Z');
  });

  it('reads an hour that happens twice as the first and one that is left out as the hour after', () => {
    expect(utcOf('2011-10-30 01:30:00', 'Europe/London')).toBe('2011-10-30T00:30:00.000Z');
    expect(utcOf('2011-03-27 01:30:00', 'Europe/London')).toBe('2011-03-27T01:30:00.000Z');
  });

  it('knows zones far from UTC on both sides and changes of half an hour', () => {
    expect(utcOf('2011-06-01 00:30', 'Pacific/Kiritimati')).toBe('2011-05-31T10:30:00.000Z');
    expect(utcOf('2011-06-01 23:30', 'Pacific/Pago_Pago')).toBe('2011-06-02T10:30:00.000Z');
    expect(utcOf('2011-10-02 01:45:00', 'Australia/Lord_Howe')).toBe('2011-10-01T15:15:00.000Z');
    expect(utcOf('2011-10-02 02:45:00', 'Australia/Lord_Howe')).toBe('2011-10-01T15:45:00.000Z');
  });

  it.each(['2011-02-29 10:00:00', '2011-13-01 10:00', '2011-01-01 24:00', '1/12/2010 8:26', '', '2011-01-01'])(
    'does not take %j for a time',
    (text) => {
      expect(wallClockReader('Europe/London')(text)).toBeUndefined();
    },
  );

  it('agrees with the zone when every quarter of an hour of a year is read back', () => {
    const read = wallClockReader('Europe/London');
    const shown = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/London',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    for (let instant = Date.UTC(2011, 0, 1); instant < Date.UTC(2012, 0, 1); instant += 900_000) {
      const epoch = read(shown.format(instant)) ?? 0;
      // The second of two equal times is read as the first, an hour earlier.
      const isSecondOfTwo = instant >= Date.UTC(2011, 9, 30, 1) && instant < Date.UTC(2011, 9, 30, 2);
      expect(epoch).toBe(isSecondOfTwo ? instant - 3_600_000 : instant);
    }
  });

  it('names an unknown zone', () => {
    expect(() => wallClockReader('Europe/Londen')).toThrow(/unknown time zone "Europe\/Londen"/);
  });
});
