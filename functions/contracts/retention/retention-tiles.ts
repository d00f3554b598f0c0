import { cohortTiles } from './cohort-tiles.ts';
import { customerTiles } from './customer-tiles.ts';
import { keyFigureTile } from './key-figure-tile.ts';
import { modelTiles } from './model-tiles.ts';
import { spreadTiles } from './spread-tiles.ts';
import type { TileViewer } from './tile-definition.ts';

/** Parts of the retention report, each of which can be had as a table. */
export const retentionTiles = [
  'key-figures',
  'cohorts-by-month',
  'cohorts-by-category',
  'cohorts-by-channel',
  'cohorts-by-country',
  'retention-curve',
  'groups',
  'movement',
  'rfm',
  'frequency',
  'lifetime-value',
  'probability-alive',
  'core-customers',
  'scatter',
  'at-risk',
  'cross-buying',
  'regularity',
  'model-health',
  'data-quality',
] as const;
export type RetentionTile = (typeof retentionTiles)[number];

/** Those that are made by the night of switching costs. */
export const switchingTiles = [
  'states',
  'switching-costs',
  'signals',
  'brand-inertia',
  'brands',
  'brand-switching',
  'exit-reasons',
  'service',
] as const;
export type SwitchingTile = (typeof switchingTiles)[number];

/** All of the report. */
export const reportTiles = [...retentionTiles, ...switchingTiles] as const;
export type ReportTile = (typeof reportTiles)[number];

export const tileViewers: Readonly<Record<RetentionTile, TileViewer>> = {
  'key-figures': keyFigureTile,
  ...cohortTiles,
  ...customerTiles,
  ...spreadTiles,
  ...modelTiles,
};
