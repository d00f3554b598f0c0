import type { StoredSwitching } from '../../domain/switching/stored-switching.ts';
import { type FoundState, stateRules, switchingStates } from '../../domain/switching/switching-state.ts';
import { switchingTypes } from '../../domain/switching/switching-weights.ts';
import { corruptAttribute, type Row } from '../attributes.ts';

const attribute = 'switching';

/** One text instead of a map: names would take twice the room, and nothing queries a part. */
export const encodeSwitching = (switching: StoredSwitching | undefined): Row => {
  if (switching === undefined) return {};
  const { state, rule, since, version, types, switchingCost, hold, coverage, confidence } = switching;
  const scores = switchingTypes.map((type) => types[type]);
  return {
    [attribute]: JSON.stringify([state, rule, since, version, scores, switchingCost, hold, coverage, confidence]),
  };
};

/** Bytes that `encodeSwitching` takes at most, name and all: held free in every row. */
export const maximumSwitchingBytes = 160;

const isScore = (value: unknown): value is number | null => value === null || typeof value === 'number';

/** Undefined where there is none, or one of a state that is not known any more: the next night gives another. */
export function decodeSwitching(row: Row): StoredSwitching | undefined {
  const text = row[attribute];
  if (text === undefined) return undefined;
  const parts: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
  if (!Array.isArray(parts)) throw corruptAttribute(row, attribute, 'a list as text');
  const [stateName, ruleName, since, version, scores, switchingCost, hold, coverage, confidence]: unknown[] = parts;
  const state = switchingStates.find((known) => known === stateName);
  const rule: FoundState['rule'] | undefined = stateRules.find((known) => known === ruleName);
  if (state === undefined || rule === undefined) return undefined;
  const values = Array.isArray(scores) ? scores.filter(isScore) : [];
  const [procedural = null, financial = null, relational = null, alternatives = null, dissatisfaction = null] = values;
  if (
    typeof since !== 'string' ||
    typeof version !== 'number' ||
    values.length !== switchingTypes.length ||
    !isScore(switchingCost) ||
    !isScore(hold) ||
    typeof coverage !== 'number' ||
    typeof confidence !== 'number'
  ) {
    throw corruptAttribute(row, attribute, 'a state with its scores');
  }
  const types = { procedural, financial, relational, alternatives, dissatisfaction };
  return { state, rule, since, version, types, switchingCost, hold, coverage, confidence };
}
