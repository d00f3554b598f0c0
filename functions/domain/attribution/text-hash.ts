/**
 * A hash of a text that spreads evenly: FNV-1a over its UTF-16 code units, low byte first (Fowler, Noll, Vo 1991),
 * with the finaliser of MurmurHash3 (Appleby 2011), as FNV alone leaves the high bits of short texts nearly equal.
 * Not for secrets. O(characters).
 * @param seed a whole number; other seeds give unrelated hashes
 * @returns a whole number from 0 to 2^32 - 1
 */
export function textHash(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
