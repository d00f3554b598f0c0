import type { StoredSwitching } from '../switching/stored-switching.ts';
import { switchingWeights } from '../switching/switching-weights.ts';
import { answersTo, type WeakType } from './offer-kinds.ts';

const weakTypes = Object.keys(answersTo) as readonly WeakType[];

/** Kinds of switching cost that are known to be low with a customer; what is not known is not weak. O(1). */
export const weakTypesOf = (types: StoredSwitching['types']): readonly WeakType[] =>
  weakTypes.filter((type) => {
    const score = types[type];
    return score !== null && score < switchingWeights.states.boundSwitchingCost;
  });
