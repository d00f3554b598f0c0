import { expect, test } from 'vitest';
import { batchLength, estimatedBytes, type QueuedRecord } from '../../../../../lib/local/streams/event-batch.ts';
import { finishedRecords } from '../../../../../lib/local/streams/partial-failure.ts';
import { completeRecord, recordCandidate, sequenceNumbers } from '../../../../../lib/local/streams/stream-record.ts';

const next = sequenceNumbers(0);

const queued = (text = 'x'): QueuedRecord => ({
  arrivedEpochMilliseconds: 0,
  record: completeRecord(recordCandidate({ after: { pk: { S: text } } }, ['pk'], 'NEW_IMAGE'), {
    streamArn: 'arn',
    sequenceNumber: next(),
    sizeBytes: text.length * 2,
    epochMilliseconds: 0,
    expired: false,
  }),
});

const batch = [queued(), queued(), queued(), queued()];
const failing = (...identifiers: readonly unknown[]): string =>
  JSON.stringify({ batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) });
const number = (index: number) => batch[index]?.record.dynamodb.SequenceNumber;

test.each([
  ['null', 4],
  ['{}', 4],
  ['{"batchItemFailures":null}', 4],
  [failing(), 4],
  [failing(number(2)), 2],
  [failing(number(3), number(1)), 1],
  [failing(number(0)), 0],
  [failing(''), 0],
  [failing('of another batch'), 0],
  [failing(null, number(2)), 0],
  ['{"batchItemFailures":"all"}', 0],
])('the answer %s finishes %i of 4 records', (payloadText, expected) => {
  expect(finishedRecords(batch, payloadText)).toBe(expected);
});

test('sequence numbers are of one length and grow as text and as number', () => {
  const numbers = Array.from({ length: 1000 }, sequenceNumbers(Date.now()));

  expect(new Set(numbers.map((text) => text.length))).toEqual(new Set([21]));
  expect([...numbers].sort()).toEqual(numbers);
  expect(BigInt(String(numbers[999])) - BigInt(String(numbers[0]))).toBe(999n);
});

test('a batch ends at its size, at 6 MB, and never before its first record', () => {
  const megabyte = queued('x'.repeat(1024 * 1024));

  expect(batchLength(batch, 3)).toBe(3);
  expect(batchLength(batch, 10)).toBe(4);
  // A record shows its key once more than its image: 2 MB each.
  expect(batchLength([megabyte, megabyte, megabyte, megabyte], 10)).toBe(2);
  expect(batchLength([queued('x'.repeat(7 * 1024 * 1024)), queued()], 10)).toBe(1);
});

test('the estimate of a record is not below its JSON', () => {
  for (const given of [queued(), queued('x'.repeat(5000))]) {
    expect(estimatedBytes(given)).toBeGreaterThan(JSON.stringify(given.record).length);
  }
});
