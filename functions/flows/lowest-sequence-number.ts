/** The lowest of some sequence numbers of a stream, from which it is to go on; undefined without any. */
export function lowestSequenceNumber(sequenceNumbers: Iterable<string>): string | undefined {
  let lowest: bigint | undefined;
  for (const sequenceNumber of sequenceNumbers) {
    const number = BigInt(sequenceNumber);
    if (lowest === undefined || number < lowest) lowest = number;
  }
  return lowest?.toString();
}
