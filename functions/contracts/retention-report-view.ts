import * as z from 'zod';
import type { RetentionReport } from '../domain/reports/retention-report.ts';
import type { SwitchingReport } from '../domain/switching/switching-report.ts';
import { reportTiles, retentionTiles, switchingTiles, tileViewers } from './retention/retention-tiles.ts';
import { switchingTileViewers } from './retention/switching-tiles.ts';
import { columnUnits, type Money, tileBases } from './retention/tile-definition.ts';

const columnSchema = z
  .strictObject({
    name: z.string(),
    unit: z.enum(columnUnits).meta({ description: '`money`: in the currency of the report. `share`: 0 to 1.' }),
    definition: z.string(),
  })
  .meta({ id: 'RetentionColumn' });

const tileSchema = z
  .strictObject({
    title: z.string(),
    definition: z.string().meta({ description: 'Who is counted, over which time, and what to beware of.' }),
    basis: z.enum(tileBases).meta({
      description:
        '`measured`: counted from orders. `modelled`: expected by a model. `partly-assumed`: the definition says what is taken for granted.',
    }),
    columns: z.array(columnSchema),
    rows: z
      .array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])))
      .meta({ description: 'A value for each column; null is not known or has not happened, never 0.' }),
    notes: z.array(z.string()).meta({ description: 'Single numbers of the tile and warnings, in words.' }),
    asOf: z.string().meta({ format: 'date-time', description: 'The instant the numbers refer to.' }),
  })
  .meta({ id: 'RetentionTile' });

export const retentionReportSchema = z
  .strictObject({
    asOf: z
      .string()
      .optional()
      .meta({ format: 'date-time', description: 'The instant the report refers to; absent before the first night.' }),
    currency: z.string().meta({ description: 'ISO 4217; the one of all amounts here.' }),
    tiles: z
      .record(z.string(), tileSchema)
      .optional()
      .meta({
        description: `Absent before the first night; else all of: ${reportTiles.join(', ')}; those from "states" on once a night has measured switching costs.`,
      }),
  })
  .meta({ id: 'RetentionReport' });

export type RetentionReportView = z.infer<typeof retentionReportSchema>;

/** The report as a marketer reads it, money in major units; without tiles before the first night. */
export function viewRetentionReport(
  report: RetentionReport | undefined,
  switching: SwitchingReport | undefined,
  money: Money,
): RetentionReportView {
  const { currency } = money;
  if (report === undefined) return { currency };
  const { asOf } = report;
  const ofRetention = retentionTiles.map((tile) => [tile, { ...tileViewers[tile](report, money), asOf }] as const);
  const ofSwitching = switchingTiles.flatMap((tile) =>
    switching === undefined
      ? []
      : [[tile, { ...switchingTileViewers[tile](switching, money), asOf: switching.asOf }] as const],
  );
  return { asOf, currency, tiles: Object.fromEntries([...ofRetention, ...ofSwitching]) };
}
