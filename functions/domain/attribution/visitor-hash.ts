import { textHash } from './text-hash.ts';

/**
 * A visitor's lot in a draw: the same text and salt give the same lot on every machine and day, so a visitor stays
 * on one side of an A/B switch without anything being stored. Lots of another salt are unrelated.
 * @param text who or what draws, such as a visitor's id, or visitor, slot and day for a draw of each day
 * @param salt names the draw
 * @returns 0 to below 1, evenly spread
 */
export const shareOfVisitor = (text: string, salt: string): number => textHash(text, textHash(salt)) / 2 ** 32;
