import type { Row } from '../attributes.ts';

const valueBytes = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  // A byte for two digits, one more for the number, and one where the point or the sign parts a pair of digits.
  if (typeof value === 'number') return 2 + Math.ceil(String(value).length / 2);
  return 1;
};

/** Bytes that DynamoDB counts for a row of texts, numbers and flags: names and values in UTF-8, numbers at most. */
export const storedBytes = (row: Row): number =>
  Object.entries(row).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
