import { isJsonArray, isJsonObject } from '../json.ts';
import type { TablePlan } from '../plan/local-plan.ts';

/** The attributes of a table's key, partition key first. */
export function keyNames(table: TablePlan): readonly string[] {
  const schema = isJsonArray(table.keySchema) ? table.keySchema : [];
  return schema.flatMap((element) =>
    isJsonObject(element) && typeof element.AttributeName === 'string' ? [element.AttributeName] : [],
  );
}
