import { describe, expect, it } from 'vitest';
import { stages } from '../../lib/config.ts';
import { synthesisedStage } from './synthesised-stage.ts';

const { at, ofType } = synthesisedStage(stages.prod);
const disposable = synthesisedStage({ ...stages.dev, stage: 'tryout', dataProtection: 'disposable' });

const row = (name: string, keys: readonly string[], rest: Record<string, unknown> = {}) => ({ name, keys, ...rest });

// Literal on purpose: a changed key or stream is a migration of every shop's data.
const expectedTables = [
  row('History', ['pk', 'sk'], { kept: true, stream: 'NEW_AND_OLD_IMAGES', expires: true }),
  row('Baskets', ['pk', 'sk'], { stream: 'NEW_IMAGE', expires: true }),
  row('Recommendations', ['pk', 'sk'], { expires: true }),
  row('Customers', ['pk'], {
    stream: 'NEW_AND_OLD_IMAGES',
    expires: true,
    index: {
      name: 'ByGroup',
      keys: ['groupShard', 'valueAtRisk'],
      includes: ['group', 'lifetimeValue', 'probabilityAlive', 'lastPurchaseDay'],
    },
  }),
  row('Items', ['pk'], { kept: true }),
  row('Models', ['pk', 'sk'], { expires: true }),
  row('Reports', ['pk', 'sk'], { expires: true }),
  row('Campaigns', ['pk', 'sk'], { kept: true, stream: 'KEYS_ONLY' }),
  row('Offers', ['pk', 'sk'], {
    kept: true,
    stream: 'NEW_AND_OLD_IMAGES',
    expires: true,
    index: { name: 'Pending', keys: ['pendingShard', 'decidedAtEpochSeconds'], includes: ['status'] },
  }),
  row('Program', ['pk', 'sk'], { kept: true }),
  row('ApiKeys', ['pk'], { kept: true }),
] as readonly {
  name: string;
  keys: readonly string[];
  kept?: true;
  stream?: string;
  expires?: true;
  index?: { name: string; keys: readonly string[]; includes: readonly string[] };
}[];

const schemaOf = (keys: readonly string[]) =>
  keys.map((AttributeName, position) => ({ AttributeName, KeyType: position === 0 ? 'HASH' : 'RANGE' }));

describe('tables', () => {
  it('are these and no others', () => {
    const names = Object.values(ofType('AWS::DynamoDB::GlobalTable')).map(({ Properties }) => Properties.TableName);

    expect(names.sort()).toEqual(expectedTables.map(({ name }) => `holdfast-prod-${name}`).sort());
    expect(ofType('AWS::DynamoDB::Table')).toEqual({});
  });

  it.each(expectedTables)(
    '$name has its keys, stream, expiry and protection',
    ({ name, keys, kept, stream, expires, index }) => {
      const table = at(`Tables/${name}`);

      const texts = [...keys, ...(index?.keys.slice(0, 1) ?? [])];
      expect(table.Properties.KeySchema).toEqual(schemaOf(keys));
      expect(table.Properties.AttributeDefinitions).toEqual([
        ...texts.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        ...(index?.keys.slice(1) ?? []).map((AttributeName) => ({ AttributeName, AttributeType: 'N' })),
      ]);
      expect(table.Properties.GlobalSecondaryIndexes).toEqual(
        index && [
          {
            IndexName: index.name,
            KeySchema: schemaOf(index.keys),
            Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: index.includes },
          },
        ],
      );
      expect(table.Properties.BillingMode).toBe('PAY_PER_REQUEST');
      expect(table.Properties.StreamSpecification).toEqual(stream ? { StreamViewType: stream } : undefined);
      expect(table.Properties.TimeToLiveSpecification).toEqual(
        expires ? { AttributeName: 'expiresAtEpochSeconds', Enabled: true } : undefined,
      );
      expect(table.Properties.Replicas).toMatchObject([
        {
          Region: { Ref: 'AWS::Region' },
          DeletionProtectionEnabled: kept === true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: kept === true },
        },
      ]);
      expect(table.DeletionPolicy).toBe(kept ? 'Retain' : 'Delete');
      expect(table.UpdateReplacePolicy).toBe(kept ? 'Retain' : 'Delete');
    },
  );

  it('go with the stack, unprotected, in a disposable stage', () => {
    const tables = Object.values(disposable.ofType('AWS::DynamoDB::GlobalTable'));

    expect(tables).toHaveLength(expectedTables.length);
    for (const table of tables) {
      expect(table.DeletionPolicy).toBe('Delete');
      expect(table.Properties.Replicas).toMatchObject([
        {
          DeletionProtectionEnabled: false,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
        },
      ]);
    }
  });
});
