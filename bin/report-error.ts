import { HoldfastError } from '../functions/domain/errors.ts';

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return String(error.code);
}

/** Words for failures of the system and of AWS that a user can mend; undefined for others. */
function explain(error: unknown): string | undefined {
  switch (codeOf(error)) {
    case 'ENOSPC':
      return 'the disk is full';
    case 'EACCES':
    case 'EPERM':
      return 'this user may not do that; check the permissions of the file or folder';
    case 'ECONNREFUSED':
      return 'nothing answers at that address; is `holdfast start` running, and is the address the one it printed?';
    case 'ENOTFOUND':
      return 'there is no host of that name';
    case 'EADDRINUSE':
      return 'the port is in use; choose another with --port';
  }
  switch (nameOf(error)) {
    case 'CredentialsProviderError':
      return 'no AWS credentials were found; set them up, or give the address of a local database with --endpoint';
    case 'ResourceNotFoundException':
      return 'the tables of that stack are not there; check --stack, the region and the account';
    case 'AccessDeniedException':
      return 'these AWS credentials may not do that';
    case 'UnrecognizedClientException':
    case 'InvalidSignatureException':
    case 'ExpiredTokenException':
      return 'AWS does not accept these credentials';
  }
  return undefined;
}

/** The deepest failure that words are known for: clients wrap the one that matters, and several addresses in one. */
function causesOf(error: unknown): readonly unknown[] {
  const causes: unknown[] = [];
  let current: unknown = error;
  while (current !== undefined && current !== null && causes.length < 10) {
    causes.push(current);
    if (current instanceof AggregateError) causes.push(...current.errors);
    current = current instanceof Error ? current.cause : undefined;
  }
  return causes;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** One line that says what went wrong and, where known, what to do. */
export function describeError(error: unknown): string {
  if (error instanceof HoldfastError) return oneLine(error.message);
  const message = oneLine(error instanceof Error ? error.message || error.name : String(error));
  for (const cause of causesOf(error)) {
    const words = explain(cause);
    if (words !== undefined) return message === '' ? words : `${words} (${message})`;
  }
  return message === '' ? 'something failed without saying why' : message;
}

/** Tells the user on one line and makes the process end with exit code 1; the stack is for `HOLDFAST_DEBUG`. */
export function reportError(error: unknown): void {
  process.stderr.write(`holdfast: ${describeError(error)}\n`);
  if (process.env.HOLDFAST_DEBUG !== undefined && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
}
