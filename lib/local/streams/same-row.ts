import { isJsonArray, isJsonObject, type Json } from '../json.ts';

const unordered = new Set(['SS', 'NS', 'BS']);

const sameMembers = (left: readonly Json[], right: readonly Json[]): boolean => {
  const members = new Set(left);
  return left.length === right.length && right.every((member) => members.has(member));
};

/** "1.0" and "1" are one number to DynamoDB. Past 15 digits a double could call two numbers one, so those count as changed. */
const sameNumber = (left: string, right: string): boolean =>
  left.length <= 15 && right.length <= 15 && Number(left) === Number(right);

function sameValue(left: Json | undefined, right: Json | undefined, type: string): boolean {
  if (left === right) return true;
  if (isJsonArray(left) && isJsonArray(right)) {
    if (unordered.has(type)) return sameMembers(left, right);
    return left.length === right.length && left.every((part, index) => sameValue(part, right[index], ''));
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    const keys = Object.keys(left);
    if (keys.length !== Object.keys(right).length) return false;
    return keys.every((key) => sameValue(left[key], right[key], key));
  }
  return type === 'N' && typeof left === 'string' && typeof right === 'string' && sameNumber(left, right);
}

/**
 * Whether two rows in DynamoDB's JSON are equal: sets without order, numbers by value. A write that changes
 * nothing makes no stream record. O(size of the rows).
 */
export const sameRow = (left: Json, right: Json): boolean => sameValue(left, right, '');
