import { HoldfastError } from '../../functions/domain/errors.ts';

export interface Named {
  readonly name: string;
  readonly logicalId: string;
}

/**
 * Those that a name means: the one of that physical name or logical id, or else all whose logical id has the
 * name in it, as CDK wraps the names it is given (`sweepStale` in `FunctionsSweepStaleFunction1B5C2CE3`).
 */
export function matchName<Candidate extends Named>(
  candidates: readonly Candidate[],
  name: string,
): readonly Candidate[] {
  const exact = candidates.filter((candidate) => candidate.name === name || candidate.logicalId === name);
  if (exact.length > 0) return exact;
  return candidates.filter(({ logicalId }) => logicalId.toLowerCase().includes(name.toLowerCase()));
}

/** @throws HoldfastError `local.unknown-name` where the name means none or several, telling which there are */
export function findByName<Candidate extends Named>(
  kind: string,
  candidates: readonly Candidate[],
  stackName: string,
  name: string,
): Candidate {
  const [found, ...more] = matchName(candidates, name);
  if (found && more.length === 0) return found;
  const names = (found ? [found, ...more] : candidates).map((candidate) => candidate.name).join(', ');
  throw new HoldfastError(
    'local.unknown-name',
    found
      ? `the ${kind} "${name}" in ${stackName} may be any of ${names}`
      : `no ${kind} "${name}" in ${stackName}; there are ${names || 'none'}`,
  );
}
