import { type Caller, type Credentials, functionCaller, makeCredentials } from './access/caller.ts';
import { functionEnvironment } from './lambda/function-environment.ts';
import { taggedLines, type WriteLine } from './lambda/function-log.ts';
import { FunctionPool } from './lambda/function-pool.ts';
import type { Invoke } from './lambda/invocation.ts';
import type { FunctionPlan } from './plan/local-plan.ts';
import type { Teardown } from './teardown.ts';

/** Who each function is to the database. */
export interface FunctionIdentities {
  readonly credentials: ReadonlyMap<string, Credentials>;
  readonly callers: ReadonlyMap<string, Caller>;
}

export function identifyFunctions(plans: readonly FunctionPlan[]): FunctionIdentities {
  const credentials = new Map(plans.map((plan) => [plan.logicalId, makeCredentials()]));
  const callers = new Map(
    plans.map((plan) => [credentials.get(plan.logicalId)?.accessKeyId ?? '', functionCaller(plan.name, plan.role)]),
  );
  return { credentials, callers };
}

/** Makes each function callable; its workers start when they are first needed. */
export function startFunctions(
  plans: readonly FunctionPlan[],
  { credentials }: FunctionIdentities,
  addresses: { readonly databaseUrl: string; readonly eventsUrl: string | undefined },
  writeLine: WriteLine,
  teardown: Teardown,
): (target: FunctionPlan) => Invoke {
  const pools = new Map<string, FunctionPool>();
  for (const plan of plans) {
    const pool = new FunctionPool({
      plan,
      environment: functionEnvironment(
        plan,
        credentials.get(plan.logicalId) ?? makeCredentials(),
        addresses.databaseUrl,
        addresses.eventsUrl,
      ),
      onOutput: taggedLines(plan.name, writeLine),
    });
    pools.set(plan.logicalId, pool);
    teardown.defer(() => pool.stop());
  }
  return (target) => {
    const pool = pools.get(target.logicalId);
    if (!pool) throw new RangeError(`no function ${target.logicalId}`);
    return (eventText) => pool.invoke(eventText);
  };
}
