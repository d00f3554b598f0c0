import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CustomerModels } from '../../domain/standing/customer-models.ts';
import { numberOf } from '../attributes.ts';
import { putFenced, type Revision } from '../fenced-put.ts';
import { type DocumentShape, documentAttributes, documentOf, hasFields } from '../json-document.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';
import { expiryAttribute } from '../tables.ts';

/** What the night learned of all customers together: one row of some 5 KB, and one for each version of the last 400 days. */
export interface CustomerModelsStore {
  /** Undefined before the first night. Half a read unit for each 4 KB. */
  find(): Promise<CustomerModels | undefined>;
  /** First step of the fence, before the rows are read. */
  readRevision(): Promise<Revision>;
  /** Puts the models in force and keeps them under their version; false when somebody else put others meanwhile. */
  put(models: CustomerModels, seenRevision: Revision, now: Date): Promise<boolean>;
}

const name = 'customer-models';
const currentKey = { pk: name, sk: 'current' };
/** Scores say by which version they were made; for this long it can be looked up. */
const versionLifeSeconds = 400 * 86_400;

const shape: DocumentShape<CustomerModels> = {
  schema: 1,
  isShape: (value): value is CustomerModels =>
    hasFields(value, {
      version: 'string',
      asOf: 'string',
      asOfDay: 'number',
      unit: 'string',
      minorUnitsPerMajorUnit: 'number',
      observations: 'object',
      shopGaps: 'object',
      recencyCutDays: 'object',
      monetaryCutMinor: 'object',
      plainRates: 'object',
    }) &&
    ['mbgNbd', 'bgNbd', 'paretoNbd', 'nbd', 'gammaGamma'].every((model) =>
      hasFields(value[model], { status: 'string', parameters: 'object' }),
    ),
};

export function createCustomerModelsStore(access: TableAccess): CustomerModelsStore {
  const TableName = tableNameIn(access, 'models');
  const { documents } = access;
  return {
    async find() {
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key: currentKey })));
      return answer.Item === undefined ? undefined : documentOf(answer.Item, shape);
    },

    async readRevision() {
      const answer = await request(() =>
        documents.send(new GetCommand({ TableName, Key: currentKey, ConsistentRead: true })),
      );
      return answer.Item === undefined ? undefined : numberOf(answer.Item, 'revision');
    },

    async put(models, seenRevision, now) {
      const attributes = documentAttributes(name, shape.schema, models);
      const expiresAt = Math.floor(now.getTime() / 1000) + versionLifeSeconds;
      // The version first: what is in force can then always be looked up, and a version never in force does no harm.
      await request(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: { pk: name, sk: models.version, ...attributes, [expiryAttribute]: expiresAt },
          }),
        ),
      );
      return putFenced(access, 'models', { ...currentKey, version: models.version, ...attributes }, seenRevision);
    },
  };
}
