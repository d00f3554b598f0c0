import { isJsonObject } from '../json.ts';
import { localAccount, localPartition, localRegion } from '../template/local-account.ts';
import type { Operation } from './operations.ts';

export const tableArn = (name: string): string =>
  `arn:${localPartition}:dynamodb:${localRegion}:${localAccount}:table/${name}`;

/** The ARNs whose permission a request needs: the table, its index, or each table of a batch. */
export function resourcesOfRequest(operation: Operation, data: Readonly<Record<string, unknown>>): readonly string[] {
  switch (operation.names) {
    case 'nothing':
      return ['*'];
    case 'tables':
      return isJsonObject(data.RequestItems) ? Object.keys(data.RequestItems).map(tableArn) : [];
    case 'table': {
      const arn = tableArn(String(data.TableName));
      return [data.IndexName === undefined ? arn : `${arn}/index/${String(data.IndexName)}`];
    }
  }
}
