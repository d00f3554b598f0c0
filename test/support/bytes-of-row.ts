/** The bytes that DynamoDB bills for a row of texts, numbers and flags: names and UTF-8 values; of a number one for two digits, and one. */
export const bytesOfRow = (row: Readonly<Record<string, unknown>>): number =>
  Object.entries(row).reduce(
    (sum, [name, value]) =>
      sum +
      Buffer.byteLength(name) +
      (typeof value === 'string' ? Buffer.byteLength(value) : 1 + Math.ceil(String(value).length / 2)),
    0,
  );
