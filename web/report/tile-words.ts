import type { Texts } from '../language/language.ts';
import type { TileRow, TileView } from './report-context.ts';

type Codes = Texts['codes'];

/** Columns whose texts are codes, with the list they are of; a tile's own come first. */
const codeColumns: Readonly<Record<string, keyof Codes>> = {
  group: 'groups',
  from: 'groups',
  to: 'groups',
  state: 'states',
  figure: 'figures',
  signal: 'signals',
  source: 'sources',
  reason: 'exitReasons',
  note: 'dataNotes',
};

const codeColumnsOf: Readonly<Record<string, Readonly<Record<string, keyof Codes>>>> = {
  'switching-costs': { kind: 'kinds' },
  signals: { kind: 'kinds' },
  service: { figure: 'serviceFigures' },
};

/** A code in the reader's words; what no list has stands as it is. */
export const wordOf = (texts: Texts, list: keyof Codes, code: string): string => {
  const words: Readonly<Record<string, string>> = texts.codes[list];
  return words[code] ?? code;
};

/** A text of a tile in the reader's words where it is a code. */
export function textCell(texts: Texts, tile: string, column: string, text: string): string {
  if (tile.startsWith('cohorts-') && column === 'kind') return wordOf(texts, 'cohortKinds', text);
  const list = codeColumnsOf[tile]?.[column] ?? codeColumns[column];
  return list === undefined ? wordOf(texts, 'others', text) : wordOf(texts, list, text);
}

/** The API speaks English; other languages have titles and definitions of their own. */
export const titleOf = (texts: Texts, tile: string, view: TileView | undefined): string =>
  texts.tileTitles[tile] ?? view?.title ?? tile;

export const definitionOf = (texts: Texts, tile: string, view: TileView): string =>
  texts.tiles[tile]?.definition ?? view.definition;

export const columnHead = (texts: Texts, name: string): string => texts.columns[name] ?? name;

export const columnDefinition = (texts: Texts, tile: string, name: string, definition: string): string =>
  texts.tiles[tile]?.columns?.[name] ?? definition;

/** A cell of a row in words; what makes the row known. */
export const rowKey = (row: TileRow, columns: readonly { readonly name: string }[]): string =>
  columns.map(({ name }) => row[name]).join(' ');
