import * as z from 'zod';
import type { FieldDefinition, HoldsAsOf } from './customer-definitions.ts';

export const definitionsSchema = z
  .record(
    z.string(),
    z.strictObject({
      definition: z.string(),
      unit: z.string(),
      asOf: z
        .string()
        .nullable()
        .meta({ format: 'date-time', description: 'The instant the number holds for; null before the first night.' }),
    }),
  )
  .meta({ description: 'What each number of this answer is, by its place; `[]` stands for every entry of a list.' });

export type DefinitionsView = z.infer<typeof definitionsSchema>;

/** Definitions as a caller reads them, with the currency for money and the instants that the numbers hold for. */
export const viewDefinitions = (
  definitions: Readonly<Record<string, FieldDefinition>>,
  currency: string,
  instants: Readonly<Partial<Record<HoldsAsOf, string>>>,
): DefinitionsView =>
  Object.fromEntries(
    Object.entries(definitions).map(([field, { definition, unit, holds }]) => [
      field,
      { definition, unit: unit === 'money' ? currency : unit, asOf: instants[holds] ?? null },
    ]),
  );
