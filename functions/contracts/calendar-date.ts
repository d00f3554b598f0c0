import * as z from 'zod';

const dayMilliseconds = 86_400_000;

/** A calendar day of the shop, counted from 1970-01-01, as `2026-11-23`. */
export const dateOfDay = (day: number): string => new Date(day * dayMilliseconds).toISOString().slice(0, 10);

/** A month counted from January of the year 0, as `2026-11`. */
export const nameOfMonth = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;

/** A calendar day of the shop in an answer. */
export const date = (description: string) =>
  z.string().meta({ format: 'date', description: `${description} Calendar day of the shop’s time zone.` });
