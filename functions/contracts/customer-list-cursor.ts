import * as z from 'zod';
import { textHash } from '../domain/attribution/text-hash.ts';
import { type CustomerId, toCustomerId } from '../domain/ids.ts';
import { type GroupName, groupNames } from '../domain/standing/customer-group.ts';
import { id } from './fields.ts';
import { maximumMinor } from './money.ts';

/** Where a list of a group goes on: behind the last customer that was given, by the value given of them. */
export interface ListPosition {
  readonly group: GroupName;
  /** Minor units; 0 for a customer who is not at risk. */
  readonly valueAtRiskMinor: number;
  readonly customerId: CustomerId;
}

const contentSchema = z.tuple([
  z.enum(groupNames),
  z.number().min(0).max(maximumMinor),
  id().transform(toCustomerId),
  z.int(),
]);

const checkOf = (content: readonly unknown[]): number => textHash(JSON.stringify(content));

/**
 * The position as opaque text. It is the place in the order of the list, not a place in each of the shards: so it
 * stays good when customers join, leave or move meanwhile, the named one too, and is of one size. The checksum tells
 * a cursor that was cut or edited; it is no secret, as a position opens nothing that the key may not read anyway.
 */
export function encodeCursor({ group, valueAtRiskMinor, customerId }: ListPosition): string {
  const content = [group, valueAtRiskMinor, customerId];
  return Buffer.from(JSON.stringify([...content, checkOf(content)])).toString('base64url');
}

/** Undefined for a text that `encodeCursor` did not write. */
export function decodeCursor(cursor: string): ListPosition | undefined {
  try {
    const parsed = contentSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    const position = { group: parsed[0], valueAtRiskMinor: parsed[1], customerId: parsed[2] };
    return encodeCursor(position) === cursor ? position : undefined;
  } catch {
    return undefined;
  }
}
