const dayMilliseconds = 86_400_000;

/** Calendar day counted from 1970-01-01 as a date, `2026-11-23`. */
export const dateOfDay = (day: number): string => new Date(day * dayMilliseconds).toISOString().slice(0, 10);

/** Month as `monthOfDay` gives it, `2026-11`. */
export function nameOfMonth(month: number): string {
  const year = Math.floor(month / 12);
  return `${String(year).padStart(4, '0')}-${String(month - year * 12 + 1).padStart(2, '0')}`;
}
