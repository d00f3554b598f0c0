import * as z from 'zod';
import { type DefinedField, definitionOf } from './customer-definitions.ts';
import { toMajorUnits } from './money.ts';

/** A whole number of 0 or more, described by its definition. */
export const count = (field: DefinedField) =>
  z
    .int()
    .min(0)
    .meta({ description: definitionOf(field) });

/** A number that is always known. */
export const measure = (field: DefinedField) => z.number().meta({ description: definitionOf(field) });

/** A number that may be null for not known; `notKnown` says why then. */
export const perhaps = (field: DefinedField) =>
  z
    .number()
    .nullable()
    .meta({ description: definitionOf(field) });

const places = (decimals: number) => (value: number | null) =>
  value === null ? null : Math.round(value * 10 ** decimals) / 10 ** decimals;

/** Shares and expected days; finer digits change from day to day without meaning. */
export const rounded = places(6);

/** Spans of days, which are made of whole ones. */
export const roundedDays = places(1);

/** An amount that was foretold, in major units; null for not known. */
export const foretoldMoney = (minor: number | null, decimals: number): number | null =>
  minor === null ? null : toMajorUnits(Math.round(minor), decimals);
