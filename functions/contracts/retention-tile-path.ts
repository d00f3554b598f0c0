import { type RetentionTile, retentionTiles } from './retention/retention-tiles.ts';

const ending = '.csv';

/** The tile that a path names, `key-figures.csv`; undefined where there is none of that name. */
export function parseTilePath(given: string | undefined): RetentionTile | undefined {
  return retentionTiles.find((tile) => `${tile}${ending}` === given);
}

/** What may stand in the path. */
export const tilePaths: readonly string[] = retentionTiles.map((tile) => `${tile}${ending}`);
