import { HoldfastError } from '../../functions/domain/errors.ts';
import type { Instant } from '../../functions/domain/orders/order.ts';

const wallClockPattern = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/;
const dayMilliseconds = 86_400_000;
// Every zone of the tz database since 1995 changes its offset on a full quarter of an hour.
const quarterMilliseconds = 900_000;

function offsetFormatter(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch (cause) {
    throw new HoldfastError(
      'time-zone.unknown',
      `unknown time zone ${JSON.stringify(timeZone)}; an IANA name such as Europe/London is needed`,
      { details: { timeZone }, cause },
    );
  }
}

/** Milliseconds that a zone's clock is ahead of UTC at an instant. */
function offsetAt(formatter: Intl.DateTimeFormat, epochMilliseconds: number): number {
  const field = new Map(formatter.formatToParts(epochMilliseconds).map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(
    field.get('year') ?? 0,
    (field.get('month') ?? 1) - 1,
    field.get('day') ?? 1,
    field.get('hour') ?? 0,
    field.get('minute') ?? 0,
    field.get('second') ?? 0,
  );
  return shown - Math.floor(epochMilliseconds / 1_000) * 1_000;
}

/**
 * Makes a reader of wall-clock times `2010-12-01 08:26:00` (seconds optional, space or T) of one time zone. It
 * answers the epoch millisecond, or undefined where the text is no such time or names no day of the calendar.
 * An hour that happens twice in autumn is read as the first of the two, one left out in spring as the hour after.
 * @param timeZone IANA name
 * @throws HoldfastError `time-zone.unknown`
 */
export function wallClockReader(timeZone: string): (text: string) => number | undefined {
  const formatter = offsetFormatter(timeZone);
  // Asking the formatter costs some 20 µs, so its answers are kept: at midnights, and on the two days a year on
  // which the offset changes by quarter of an hour.
  const atMidnight = new Map<number, number>();
  const atQuarter = new Map<number, number>();

  const remembered = (memory: Map<number, number>, key: number, find: () => number): number => {
    const known = memory.get(key);
    if (known !== undefined) return known;
    const found = find();
    memory.set(key, found);
    return found;
  };
  const offsetAtMidnight = (day: number): number =>
    remembered(atMidnight, day, () => offsetAt(formatter, day * dayMilliseconds));

  function offsetOf(shown: number): number {
    const day = Math.floor(shown / dayMilliseconds);
    // No zone is further than 14 hours from UTC, so these two lie around every instant the day can mean.
    const before = offsetAtMidnight(day - 1);
    const after = offsetAtMidnight(day + 2);
    if (before === after) return before;
    const quarter = Math.floor(shown / quarterMilliseconds);
    return remembered(atQuarter, quarter, () => {
      // The earlier of two instants is the one with the greater offset.
      const fits = [Math.max(before, after), Math.min(before, after)].find(
        (offset) => offsetAt(formatter, quarter * quarterMilliseconds - offset) === offset,
      );
      return fits ?? before;
    });
  }

  function read(text: string): number | undefined {
    const match = wallClockPattern.exec(text);
    if (match === null) return undefined;
    const [, year, month, day, hour, minute, second] = match;
    const shown = Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second ?? '0'),
    );
    const wanted = `${year}-${month}-${day}T${hour}:${minute}:${second ?? '00'}.000Z`;
    if (new Date(shown).toISOString() !== wanted) return undefined;
    return shown - offsetOf(shown);
  }

  // Lines of one order follow each other and tell the same time: 20 times of 21 in Online Retail.
  let lastText = '';
  let lastEpoch: number | undefined;
  return (text) => {
    if (text === lastText) return lastEpoch;
    lastEpoch = read(text);
    lastText = text;
    return lastEpoch;
  };
}

export const toInstant = (epochMilliseconds: number): Instant => new Date(epochMilliseconds).toISOString();
