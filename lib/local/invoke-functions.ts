import { HoldfastError } from '../../functions/domain/errors.ts';
import type { InvokePermissions } from './access/invoke-permissions.ts';
import { findByName, matchName } from './find-by-name.ts';
import type { Json } from './json.ts';
import type { Invoke } from './lambda/invocation.ts';
import type { FunctionPlan, LocalPlan, SchedulePlan } from './plan/local-plan.ts';
import { scheduledEvent } from './schedules/scheduled-event.ts';

export interface InvokeFunctionsProps {
  readonly plan: LocalPlan;
  readonly invokerOf: (target: FunctionPlan) => Invoke;
}

/** Invocations by hand or by clock, as opposed to those by requests and streams. */
export interface InvokeFunctions {
  byName(name: string, event: Json): Promise<Json>;
  bySchedule(schedule: SchedulePlan): Promise<void>;
  /** The schedule of that name, or all those of the function of that name. */
  schedulesByName(name: string): readonly SchedulePlan[];
}

const eventsService = 'events.amazonaws.com';

function requirePermission(permissions: InvokePermissions, target: FunctionPlan, schedule: SchedulePlan): void {
  if (permissions.allows(target.arn, target.name, eventsService, schedule.arn)) return;
  throw new HoldfastError(
    'local.access-denied',
    `${eventsService} may not invoke ${target.name} for ${schedule.arn}: no AWS::Lambda::Permission`,
  );
}

export function createInvokeFunctions({ plan, invokerOf }: InvokeFunctionsProps): InvokeFunctions {
  const call = async (target: FunctionPlan, event: Json): Promise<Json> => {
    const result = await invokerOf(target)(JSON.stringify(event));
    if (result.status === 'failed') {
      const { errorType, errorMessage, requestId } = result;
      throw new HoldfastError('local.function-failed', `${target.name}: ${errorType}: ${errorMessage}`, {
        details: { errorType, errorMessage, requestId },
      });
    }
    const payload: Json = JSON.parse(result.payloadText);
    return payload;
  };
  return {
    byName: async (name, event) => call(findByName('function', plan.functions, plan.stackName, name), event),
    async bySchedule(schedule) {
      for (const { function: target, input } of schedule.targets) {
        requirePermission(plan.permissions, target, schedule);
        await call(target, scheduledEvent(schedule, input, Date.now()));
      }
    },
    schedulesByName(name) {
      const { schedules, stackName } = plan;
      const ofFunction = schedules.filter(
        ({ targets }) =>
          matchName(
            targets.map((target) => target.function),
            name,
          ).length > 0,
      );
      return ofFunction.length > 0 ? ofFunction : [findByName('schedule', schedules, stackName, name)];
    },
  };
}
