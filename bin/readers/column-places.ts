import { HoldfastError } from '../../functions/domain/errors.ts';

const shownColumns = 30;

/**
 * Finds columns by the names that a user gave.
 * @param header the names in the file's first line
 * @returns a function of a column's purpose and name that gives its place, from 0; it throws HoldfastError
 *   `file.missing-column` or `file.column-twice`
 */
export function columnPlaces(path: string, header: readonly string[]): (purpose: string, name: string) => number {
  return (purpose, name) => {
    const place = header.indexOf(name);
    if (place !== -1 && header.indexOf(name, place + 1) === -1) return place;
    const what = place === -1 ? 'no column' : 'more than one column';
    const found = header.slice(0, shownColumns).map((column) => JSON.stringify(column));
    throw new HoldfastError(
      place === -1 ? 'file.missing-column' : 'file.column-twice',
      `${path} has ${what} ${JSON.stringify(name)}, given for the ${purpose}; its columns are ${found.join(', ')}${header.length > shownColumns ? ', …' : ''}`,
      { details: { path, column: name, columns: header } },
    );
  };
}
