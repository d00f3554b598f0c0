import { type ReportTile, reportTiles } from './retention/retention-tiles.ts';

const ending = '.csv';

/** The tile that a path names, `key-figures.csv`; undefined where there is none of that name. */
export function parseTilePath(given: string | undefined): ReportTile | undefined {
  return reportTiles.find((tile) => `${tile}${ending}` === given);
}

/** What may stand in the path. */
export const tilePaths: readonly string[] = reportTiles.map((tile) => `${tile}${ending}`);
