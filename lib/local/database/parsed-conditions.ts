import conditionParser, { type ConditionContext } from 'dynalite/db/conditionParser.js';

const maximumConditions = 1_000;

/** The parsers that remember already: every runtime of a process shares dynalite's one. */
const remembering = new WeakSet<typeof conditionParser.parse>();

/**
 * Lets dynalite remember the conditions it has parsed, as its parser takes .17 ms for `attribute_not_exists(pk)`: a
 * fifteenth of the time of a bulk import. Only those that name no placeholder: what they mean rests on nothing else.
 */
export function rememberParsedConditions(): void {
  const { parse } = conditionParser;
  if (remembering.has(parse)) return;
  const parsed = new Map<string, unknown>();
  conditionParser.parse = (expression: string, options: { readonly context: ConditionContext }): unknown => {
    if (options.context.isKeyCondition === true || /[#:]/.test(expression)) return parse(expression, options);
    let condition = parsed.get(expression);
    if (condition === undefined) {
      condition = parse(expression, options);
      if (parsed.size < maximumConditions) parsed.set(expression, condition);
    }
    return condition;
  };
  remembering.add(conditionParser.parse);
}
