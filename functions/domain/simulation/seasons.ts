export type Season = 'christmas' | 'easter';

const dayMilliseconds = 86_400_000;
const yearDays = 365;
const christmasFirstMonth = 10;
const christmasLastDay = 24;
const christmasDays = 30 + christmasLastDay;
const easterDays = 42;

/**
 * Easter Sunday of a year as epoch milliseconds of its midnight, UTC.
 * Source: the anonymous Gregorian algorithm (Meeus 1991, "Astronomical Algorithms", chapter 8). O(1).
 */
export function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const leapCorrection = Math.floor(century / 4);
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCorrection - moonCorrection + 15) % 30;
  const yearOfCentury = year % 100;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const dayFromMarch = epact + weekday - 7 * late + 114;
  return Date.UTC(year, Math.floor(dayFromMarch / 31) - 1, (dayFromMarch % 31) + 1);
}

/** Whether goods of a season are sold: 1 November to 24 December, or the 42 days before Easter Sunday; UTC days. */
export function isInSeason(season: Season, at: number): boolean {
  const date = new Date(at);
  if (season === 'christmas') {
    const month = date.getUTCMonth();
    return month === christmasFirstMonth || (month > christmasFirstMonth && date.getUTCDate() <= christmasLastDay);
  }
  const easter = easterSunday(date.getUTCFullYear());
  return at >= easter - easterDays * dayMilliseconds && at < easter;
}

/** Share of a year in which goods of the season are sold. */
export const seasonShare = (season: Season): number => (season === 'christmas' ? christmasDays : easterDays) / yearDays;
