import { HoldfastError } from '../domain/errors.ts';

/** A row as the document client hands it out, not yet known to be of any shape. */
export type Row = Readonly<Record<string, unknown>>;

/** What is wrong with an attribute: code `store.corrupt-row`. @param wanted such as `a text` */
export function corruptAttribute(row: Row, name: string, wanted: string): HoldfastError {
  const key = ['pk', 'sk'].map((part) => String(row[part] ?? '')).join(' · ');
  return new HoldfastError('store.corrupt-row', `row ${key}: attribute ${name} is not ${wanted}`, {
    details: { name, wanted },
  });
}

export function textOf(row: Row, name: string): string {
  const value = row[name];
  if (typeof value === 'string') return value;
  throw corruptAttribute(row, name, 'a text');
}

export const optionalTextOf = (row: Row, name: string): string | undefined =>
  row[name] === undefined ? undefined : textOf(row, name);

export function numberOf(row: Row, name: string): number {
  const value = row[name];
  if (typeof value === 'number') return value;
  throw corruptAttribute(row, name, 'a number');
}

export const optionalNumberOf = (row: Row, name: string): number | undefined =>
  row[name] === undefined ? undefined : numberOf(row, name);

export const flagOf = (row: Row, name: string): boolean => row[name] === true;

export function listOf(row: Row, name: string): readonly unknown[] {
  const value = row[name];
  if (Array.isArray(value)) return value;
  throw corruptAttribute(row, name, 'a list');
}

export const textsOf = (row: Row, name: string): readonly string[] =>
  listOf(row, name).map((value) => {
    if (typeof value === 'string') return value;
    throw corruptAttribute(row, name, 'a list of texts');
  });

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Leaves undefined values out, as a stored row has no such thing. */
export function defined<Shape extends object>(shape: Shape): { [Key in keyof Shape]: Exclude<Shape[Key], undefined> } {
  // Once a line of every order: by way of entries it takes five times as long.
  const kept: Partial<Shape> = {};
  for (const name of Object.keys(shape) as (keyof Shape)[]) {
    if (shape[name] !== undefined) kept[name] = shape[name];
  }
  return kept as { [Key in keyof Shape]: Exclude<Shape[Key], undefined> };
}
