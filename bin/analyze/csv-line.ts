import { stringify } from 'csv-stringify/sync';

/**
 * A line of CSV with its end; what is undefined is an empty cell. Spreadsheets run a cell that begins like a formula,
 * and names come from outside: such a cell is quoted.
 */
export const csvLine = (cells: readonly (string | number | undefined)[]): string =>
  stringify([[...cells]], { escape_formulas: true });
