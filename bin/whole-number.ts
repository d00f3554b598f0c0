import { InvalidArgumentError } from 'commander';

/** Reads an option's value as a whole number of 0 or more; commander tells the user where it is none. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('A whole number is needed.');
  return Number(text);
}
