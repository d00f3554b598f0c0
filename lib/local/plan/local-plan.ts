import type { InvokePermissions } from '../access/invoke-permissions.ts';
import type { Role } from '../access/role.ts';
import type { Json, JsonObject } from '../json.ts';
import type { HandlerLocation } from '../lambda/handler-location.ts';
import type { ScheduleExpression } from '../schedules/schedule-expression.ts';
import type { RecordFilter } from '../streams/filter-pattern.ts';
import type { StreamView } from '../streams/stream-record.ts';

export interface TablePlan {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly keySchema: Json;
  readonly attributeDefinitions: Json;
  readonly globalIndexes: readonly JsonObject[];
  readonly localIndexes: readonly JsonObject[];
  /** Absent: nothing can hang on the table. */
  readonly stream?: { readonly arn: string; readonly view: StreamView };
  /** Attribute with the epoch second after which a row may be removed. */
  readonly timeToLiveAttribute?: string;
}

export interface FunctionPlan {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly location: HandlerLocation;
  readonly timeoutMilliseconds: number;
  readonly memoryMegabytes: number;
  /** The template's variables alone. */
  readonly variables: Readonly<Record<string, string>>;
  readonly role: Role;
  /** Workers at most, 1-4. */
  readonly concurrency: number;
}

export interface EventSourcePlan {
  readonly logicalId: string;
  readonly function: FunctionPlan;
  readonly table: TablePlan;
  readonly filter: RecordFilter;
  readonly batchSize: number;
  readonly windowMilliseconds: number;
  readonly bisects: boolean;
  /** -1: until the record is too old. */
  readonly maximumRetryAttempts: number;
  /** -1: no limit. */
  readonly maximumRecordAgeSeconds: number;
  readonly reportsPartialFailures: boolean;
  readonly parallelizationFactor: number;
  /** Whether records given up on are kept in the failure folder. */
  readonly keepsFailures: boolean;
}

export interface SchedulePlan {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly enabled: boolean;
  readonly expression: ScheduleExpression;
  readonly targets: readonly { readonly function: FunctionPlan; readonly input?: Json }[];
}

export interface EventBusPlan {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
}

export interface Throttle {
  /** Requests per second that the bucket is refilled with. */
  readonly ratePerSecond: number;
  /** Requests the bucket holds. */
  readonly burst: number;
}

export interface CorsPlan {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds?: number;
  readonly allowCredentials: boolean;
}

export interface AuthorizerPlan {
  /** What API Gateway shows as the source of the call. */
  readonly arn: string;
  readonly function: FunctionPlan;
  /** Such as `$request.header.Authorization`, `$context.routeKey`. */
  readonly identitySources: readonly string[];
  /** 0: no cache. */
  readonly cacheSeconds: number;
}

export interface RoutePlan {
  /** `GET /v1/items/{itemId}`, or `$default`. */
  readonly routeKey: string;
  /** What API Gateway shows as the source of the call. */
  readonly arn: string;
  readonly function: FunctionPlan;
  readonly integrationTimeoutMilliseconds: number;
  readonly authorizer?: AuthorizerPlan;
  readonly throttle?: Throttle;
}

export interface ApiPlan {
  readonly apiId: string;
  readonly cors?: CorsPlan;
  readonly routes: readonly RoutePlan[];
}

/** Everything a stack asks of this machine, checked before anything is started. */
export interface LocalPlan {
  readonly stackName: string;
  readonly tables: readonly TablePlan[];
  readonly functions: readonly FunctionPlan[];
  readonly eventSources: readonly EventSourcePlan[];
  readonly schedules: readonly SchedulePlan[];
  readonly eventBuses: readonly EventBusPlan[];
  readonly api?: ApiPlan;
  readonly permissions: InvokePermissions;
}
