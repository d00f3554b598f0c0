interface Zone {
  readonly formatter: Intl.DateTimeFormat;
  /** By UTC day; undefined for a day on which the clocks change. */
  readonly offsets: Map<number, number | undefined>;
}

const zones = new Map<string, Zone>();
const dayMilliseconds = 86_400_000;

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const made = {
    formatter: new Intl.DateTimeFormat('en', { timeZone, day: 'numeric', timeZoneName: 'longOffset' }),
    offsets: new Map(),
  };
  zones.set(timeZone, made);
  return made;
}

const form = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

function formattedOffset(formatter: Intl.DateTimeFormat, milliseconds: number): number | undefined {
  const [whole, sign, hours, minutes, seconds = '0'] = form.exec(formatter.format(milliseconds)) ?? [];
  if (whole === undefined) return undefined;
  if (hours === undefined) return 0;
  const size = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  return (sign === '-' ? -size : size) * 1000;
}

/**
 * What the shop's clocks are ahead of UTC, in milliseconds, at any time of a UTC day. It is asked for each order, and
 * formatting through `Intl` costs some 2 µs: each UTC day is asked for once, at both its ends.
 * @param timeZone IANA name
 * @returns undefined for a day on which the clocks change; no zone changes them twice on one
 */
export function utcOffsetOfDay(utcDay: number, timeZone: string): number | undefined {
  const { formatter, offsets } = zoneOf(timeZone);
  if (offsets.has(utcDay)) return offsets.get(utcDay);
  const start = formattedOffset(formatter, utcDay * dayMilliseconds);
  const end = formattedOffset(formatter, (utcDay + 1) * dayMilliseconds - 1);
  const offset = start === end ? start : undefined;
  offsets.set(utcDay, offset);
  return offset;
}
