import { HoldfastError } from '../../../functions/domain/errors.ts';
import type { Json } from '../json.ts';
import { parseScheduleExpression } from '../schedules/schedule-expression.ts';
import type { Resolve } from '../template/intrinsics.ts';
import { type Properties, propertiesOf } from '../template/properties.ts';
import type { TemplateResource } from '../template/template.ts';
import type { FunctionPlan, SchedulePlan } from './local-plan.ts';

function readInput(target: Properties): Json | undefined {
  const text = target.optionalText('Input');
  if (text === undefined) return undefined;
  try {
    const parsed: Json = JSON.parse(text);
    return parsed;
  } catch (error) {
    throw new HoldfastError('local.bad-property', `${target.owner}: the input ${text} is not JSON`, { cause: error });
  }
}

/**
 * A rule that runs by the clock; undefined for one that takes events of a bus of the stack: these are told and posted in
 * place of its targets.
 * @throws HoldfastError for a pattern on another bus, a target that is no function, or an unknown expression
 */
export function readSchedule(
  resource: TemplateResource,
  resolve: Resolve,
  functions: readonly FunctionPlan[],
): SchedulePlan | undefined {
  if (resource.properties.EventBusName !== undefined) return undefined;
  const given = propertiesOf(resource, resolve).allow([
    'Description',
    'Name',
    'ScheduleExpression',
    'State',
    'Tags',
    'Targets',
  ]);
  const targets = given.objects('Targets').map((target) => {
    // A retry policy has no effect here: a run that fails is told, and run again by hand.
    const arn = target.allow(['Arn', 'Id', 'Input', 'RetryPolicy']).text('Arn');
    const found = functions.find((candidate) => candidate.arn === arn);
    if (!found)
      throw new HoldfastError('local.bad-property', `${given.owner}: the target ${arn} is no function of this stack`);
    const input = readInput(target);
    return { function: found, ...(input === undefined ? {} : { input }) };
  });
  return {
    logicalId: resource.logicalId,
    name: String(resolve({ Ref: resource.logicalId }, given.owner)),
    arn: String(resolve({ 'Fn::GetAtt': [resource.logicalId, 'Arn'] }, given.owner)),
    enabled: (given.optionalText('State') ?? 'ENABLED') === 'ENABLED',
    expression: parseScheduleExpression(given.owner, given.text('ScheduleExpression')),
    targets,
  };
}
