import { describe, expect, it } from 'vitest';
import { describeError } from '../../../bin/report-error.ts';
import { HoldfastError } from '../../../functions/domain/errors.ts';

const named = (name: string, message: string, more: object = {}): Error =>
  Object.assign(new Error(message), { name, ...more });

describe('telling an error to a user', () => {
  it('is one line, also where the message has several', () => {
    expect(describeError(new HoldfastError('a.b', 'first\n  second'))).toBe('first second');
    expect(describeError(named('Error', 'one\ntwo'))).toBe('one two');
  });

  it.each([
    [named('Error', 'connect ECONNREFUSED 127.0.0.1:1', { code: 'ECONNREFUSED' }), /nothing answers at that address/],
    [named('Error', 'write ENOSPC', { code: 'ENOSPC' }), /the disk is full/],
    [named('CredentialsProviderError', 'Could not load'), /no AWS credentials.*--endpoint/],
    [named('ResourceNotFoundException', 'not found'), /check --stack/],
  ])('says what to do about %s', (error, words) => {
    expect(describeError(error)).toMatch(words);
  });

  it('looks for the cause within the errors of clients', () => {
    const refused = named('Error', '', { code: 'ECONNREFUSED' });
    expect(describeError(new AggregateError([refused]))).toMatch(/nothing answers/);
    expect(describeError(new Error('fetch failed', { cause: refused }))).toMatch(/nothing answers.*\(fetch failed\)/);
  });

  it('has words for an error without any', () => {
    expect(describeError(new Error(''))).toBe('Error');
    expect(describeError('')).toBe('something failed without saying why');
  });
});
