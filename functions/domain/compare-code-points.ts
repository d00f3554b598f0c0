const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/**
 * Orders texts by Unicode code point, as the bytes of UTF-8 are ordered and as most tools outside JavaScript sort.
 * It differs from `<`, which goes by UTF-16 units, where a character beyond U+FFFF meets one of U+E000 to U+FFFF.
 */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let place = 0; place < length; place += 1) {
    const leftUnit = left.charCodeAt(place);
    const rightUnit = right.charCodeAt(place);
    if (leftUnit !== rightUnit) return +isSurrogate(leftUnit) - +isSurrogate(rightUnit) || leftUnit - rightUnit;
  }
  return left.length - right.length;
}
