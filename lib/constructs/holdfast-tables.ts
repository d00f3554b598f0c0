import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import {
  type IndexDefinition,
  physicalTableName,
  type TableDefinition,
  type TableKey,
  tables,
} from '../../functions/stores/tables.ts';

export interface HoldfastTablesProps {
  /** `protected` keeps tables of facts and decisions when the stack goes, `disposable` none. */
  readonly dataProtection: 'protected' | 'disposable';
}

const tableKeys = Object.keys(tables) as readonly TableKey[];

const keyAttribute = (name: string) => ({ name, type: AttributeType.STRING });

const indexProps = (index: IndexDefinition): GlobalSecondaryIndexPropsV2 => ({
  indexName: index.name,
  partitionKey: keyAttribute(index.partitionKey),
  sortKey: { name: index.sortKey, type: AttributeType.NUMBER },
  projectionType: ProjectionType.INCLUDE,
  nonKeyAttributes: [...index.includes],
});

/** All tables: on demand, facts and decisions kept and backed up, derived ones free to go. */
export class HoldfastTables extends Construct {
  readonly byKey: Readonly<Record<TableKey, TableV2>>;

  constructor(scope: Construct, id: string, props: HoldfastTablesProps) {
    super(scope, id);
    const made = tableKeys.map((key) => [key, this.makeTable(key, props.dataProtection)] as const);
    this.byKey = Object.fromEntries(made) as Record<TableKey, TableV2>;
  }

  /** Of the one index of a table. */
  indexArn(key: TableKey): string {
    const { index }: TableDefinition = tables[key];
    return `${this.byKey[key].tableArn}/index/${index?.name ?? ''}`;
  }

  private makeTable(key: TableKey, dataProtection: 'protected' | 'disposable'): TableV2 {
    const definition: TableDefinition = tables[key];
    const isKept = definition.holds !== 'derived' && dataProtection === 'protected';
    return new TableV2(this, definition.name, {
      tableName: physicalTableName(Stack.of(this).stackName, key),
      partitionKey: keyAttribute(definition.partitionKey),
      ...(definition.sortKey ? { sortKey: keyAttribute(definition.sortKey) } : {}),
      ...(definition.stream ? { dynamoStream: StreamViewType[definition.stream] } : {}),
      ...(definition.timeToLiveAttribute ? { timeToLiveAttribute: definition.timeToLiveAttribute } : {}),
      ...(definition.index ? { globalSecondaryIndexes: [indexProps(definition.index)] } : {}),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: isKept },
      deletionProtection: isKept,
      removalPolicy: isKept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
