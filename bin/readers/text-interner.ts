/** What `TextInterner.find` answers for a text it does not hold. */
export const notInterned = -1;

const firstByteCapacity = 1 << 12;
const firstTextCapacity = 1 << 8;

/** FNV-1a, 32 bits (Fowler, Noll & Vo): short ids, one multiplication a byte. */
function hashBytes(bytes: Uint8Array, length: number): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < length; place += 1) hash = Math.imul(hash ^ (bytes[place] ?? 0), 0x01000193);
  return hash >>> 0;
}

/**
 * Numbers distinct texts in order of first mention. The texts lie as bytes in one buffer behind an open-addressing
 * table: about 35 bytes for an id of 10, where a `Map` of strings costs over 100. That, and that no text cut from
 * a block of the file keeps the block alive, is why this is not a `Map`.
 */
export class TextInterner {
  #bytes = Buffer.allocUnsafe(firstByteCapacity);
  /** Text i lies at `ends[i - 1]` up to `ends[i]`; texts beyond 4 GB in all do not fit. */
  #ends = new Uint32Array(firstTextCapacity);
  /** Slot to index + 1; 0 is free. A power of two, at most half full. */
  #slots = new Int32Array(firstTextCapacity * 2);
  #scratch = Buffer.allocUnsafe(1 << 10);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Index of the text, numbered now if new. O(length). */
  intern(text: string): number {
    const length = this.#encode(text);
    const slot = this.#slotOf(length);
    const found = this.#slots[slot] ?? 0;
    if (found !== 0) return found - 1;
    const index = this.#append(length);
    this.#slots[slot] = index + 1;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return index;
  }

  /** Index of the text or `notInterned`. O(length). */
  find(text: string): number {
    return (this.#slots[this.#slotOf(this.#encode(text))] ?? 0) - 1;
  }

  /** A fresh string of the text at an index. */
  textAt(index: number): string {
    return this.#bytes.toString('utf8', this.#startOf(index), this.#ends[index] ?? 0);
  }

  #startOf(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
  }

  #encode(text: string): number {
    // A UTF-16 unit takes at most three bytes in UTF-8.
    if (text.length * 3 > this.#scratch.length) this.#scratch = Buffer.allocUnsafe(text.length * 6);
    for (let place = 0; place < text.length; place += 1) {
      const unit = text.charCodeAt(place);
      // Crossing into native code for `write` costs more than an id of ten letters.
      if (unit > 0x7f) return this.#scratch.write(text, 'utf8');
      this.#scratch[place] = unit;
    }
    return text.length;
  }

  #slotOf(length: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashBytes(this.#scratch, length) & mask;
    for (;;) {
      const found = this.#slots[slot] ?? 0;
      if (found === 0 || this.#holds(found - 1, length)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #holds(index: number, length: number): boolean {
    const start = this.#startOf(index);
    if ((this.#ends[index] ?? 0) - start !== length) return false;
    for (let place = 0; place < length; place += 1) {
      if (this.#bytes[start + place] !== this.#scratch[place]) return false;
    }
    return true;
  }

  #append(length: number): number {
    const start = this.#size === 0 ? 0 : (this.#ends[this.#size - 1] ?? 0);
    if (start + length > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, start + length));
      this.#bytes.copy(grown, 0, 0, start);
      this.#bytes = grown;
    }
    if (this.#size === this.#ends.length) {
      const grown = new Uint32Array(this.#size * 2);
      grown.set(this.#ends);
      this.#ends = grown;
    }
    this.#scratch.copy(this.#bytes, start, 0, length);
    this.#ends[this.#size] = start + length;
    this.#size += 1;
    return this.#size - 1;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let index = 0; index < this.#size; index += 1) {
      const start = this.#startOf(index);
      const end = this.#ends[index] ?? 0;
      let slot = hashBytes(this.#bytes.subarray(start, end), end - start) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = index + 1;
    }
  }
}
