import * as z from 'zod';
import { requestError } from './problem.ts';

/** Headers of a call that puts entries, as the contract document tells them. */
export const putConditionSchema = z.object({
  'If-None-Match': z.literal('*').optional().meta({
    description: '`*` stores an entry only where there is none of its id; one that is there counts as `unchanged`.',
  }),
});

/**
 * Whether only absent entries are to be put.
 * @param headers names in lower case, as the gateway hands them on
 * @throws HoldfastError `request.header`: entries have no version that could be matched
 */
export function putsOnlyAbsent(headers: Readonly<Record<string, string | undefined>>): boolean {
  const given = headers['if-none-match']?.trim();
  if (given === undefined || given === '*') return given === '*';
  throw requestError('request.header', `the header if-none-match is ${JSON.stringify(given)}; only * is taken`);
}
