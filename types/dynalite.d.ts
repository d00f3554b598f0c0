declare module 'dynalite' {
  import type { Server } from 'node:http';

  export interface DynaliteOptions {
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
    readonly maxItemSizeKb?: number;
    /** Folder of the LevelDB store; in memory when absent. */
    readonly path?: string;
  }

  export default function dynalite(options?: DynaliteOptions): Server;
}

/** The store and its helpers, which the local runtime calls without a second HTTP hop. */
declare module 'dynalite/db/index.js' {
  import type { DynaliteOptions } from 'dynalite';

  export type Callback<Value = unknown> = (error?: unknown, value?: Value) => void;

  export interface KeySchemaElement {
    readonly AttributeName: string;
    readonly KeyType: string;
  }

  export interface GlobalIndex {
    readonly IndexName: string;
    readonly KeySchema: readonly KeySchemaElement[];
    readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
  }

  export interface Table {
    readonly TableName: string;
    readonly TableStatus: string;
    readonly KeySchema: readonly KeySchemaElement[];
    readonly AttributeDefinitions: readonly unknown[];
    readonly GlobalSecondaryIndexes?: readonly GlobalIndex[];
  }

  /** Bounds of keys, and which way and how many. */
  export interface ValueRange {
    readonly gte?: string;
    readonly gt?: string;
    readonly lte?: string;
    readonly lt?: string;
    readonly reverse?: boolean;
    readonly limit?: number;
  }

  /** The rows of one table; keys are the texts that `createKey` makes. */
  export interface RowDatabase {
    /** Runs when the key is free; whatever `release` gives frees it when called. */
    lock(key: string, run: (release: (done: Callback) => Callback) => void): void;
    get(key: string, callback: Callback): void;
    put(key: string, value: unknown, callback: Callback): void;
    del(key: string, callback: Callback): void;
    createValueStream(range: ValueRange): NodeJS.ReadableStream;
  }

  export interface Level {
    open(options: { readonly writeBufferSize: number; readonly cacheSize: number }): Promise<void>;
    /** Undefined for a key that is not there. */
    getSync(key: string): unknown;
    batch(operations: unknown[], callback: Callback): void;
    values(range: ValueRange): {
      nextv(size: number): Promise<unknown[]>;
      close(): Promise<void>;
    };
  }

  export interface Store {
    readonly db: Level;
    readonly tableDb: { awsAccountId: string; awsRegion: string };
    readonly lifecycleManager: {
      gracefulClose(): Promise<void>;
      setShutdownTimeout(milliseconds: number): void;
    };
    getItemDb(tableName: string): RowDatabase;
    /** With `checkStatus` a table that is being made counts as absent. */
    getTable(tableName: string, checkStatus: boolean | Callback<Table>, callback?: Callback<Table>): void;
  }

  type UpdateIndexes = (store: Store, table: Table, before: unknown, after: unknown, callback: Callback) => void;
  type CheckConditional = (data: unknown, existingItem: unknown) => unknown;

  const database: {
    create(options: DynaliteOptions): Store;
    /** Called by every write, inside the lock of the item, with the row before and after. */
    updateIndexes: UpdateIndexes;
    /** Called by every conditional write with the row as it is; gives the error of a condition that failed. */
    checkConditional: CheckConditional;
    createKey(key: unknown, table: Table): string;
    /** The API error of a row without the key or index keys of its table; none where it has them. */
    validateItem(item: unknown, table: Table): unknown;
    validateKey(key: unknown, table: Table): unknown;
    /** Bytes, as DynamoDB counts them. */
    itemSize(item: unknown): number;
    capacityUnits(item: unknown, isRead: boolean, isConsistent: boolean): number;
  };
  export default database;
}

declare module 'dynalite/db/conditionParser.js' {
  export interface ConditionContext {
    readonly isKeyCondition?: boolean;
  }

  const conditionParser: {
    /** Throws the text of what is wrong with the expression. */
    parse(expression: string, options: { readonly context: ConditionContext }): unknown;
  };
  export default conditionParser;
}

declare module 'dynalite/validations/index.js' {
  const validations: {
    /** A copy of `data` with the known fields alone. Throws the API error of a wrong type. */
    checkTypes(data: unknown, types: unknown): Record<string, unknown>;
    checkValidations(data: unknown, types: unknown, custom: unknown, store: unknown): void;
  };
  export default validations;
}

declare module 'dynalite/validations/*' {
  const operation: { readonly types: unknown; readonly custom?: unknown };
  export default operation;
}

declare module 'dynalite/actions/*' {
  import type { Callback, Store } from 'dynalite/db/index.js';

  const action: (store: Store, data: Record<string, unknown>, callback: Callback<Record<string, unknown>>) => void;
  export default action;
}
