import { HoldfastError } from '../../../functions/domain/errors.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json.ts';
import { parameterValue } from './parameters.ts';

const unknownForm = (name: string, form: Json): HoldfastError =>
  new HoldfastError('local.unknown-condition', `condition ${name}: cannot evaluate ${JSON.stringify(form)}`);

/**
 * Whether a condition of the template holds for this machine.
 *
 * @throws HoldfastError `local.unknown-condition` naming the condition and the form
 */
export function holds(name: string, conditions: JsonObject, parameters: JsonObject, stackName: string): boolean {
  const operand = (value: Json | undefined): string => {
    if (typeof value === 'string') return value;
    if (isJsonObject(value) && typeof value.Ref === 'string') {
      return String(parameterValue(value.Ref, parameters, stackName) ?? '');
    }
    throw unknownForm(name, value ?? null);
  };
  const evaluate = (form: Json | undefined): boolean => {
    if (!isJsonObject(form)) throw unknownForm(name, form ?? null);
    if (typeof form.Condition === 'string') return evaluate(conditions[form.Condition]);
    const [operator, operands] = Object.entries(form)[0] ?? [];
    if (!isJsonArray(operands)) throw unknownForm(name, form);
    switch (operator) {
      case 'Fn::Equals':
        return operand(operands[0]) === operand(operands[1]);
      case 'Fn::And':
        return operands.every(evaluate);
      case 'Fn::Or':
        return operands.some(evaluate);
      case 'Fn::Not':
        return !evaluate(operands[0]);
      default:
        throw unknownForm(name, form);
    }
  };
  return evaluate(conditions[name]);
}
