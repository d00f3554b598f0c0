/** A bounded memory of what was read lately, for one process. */
export interface ExpiringCache<Key, Value> {
  /** Undefined for what is not held; a held value may itself say that there is none. */
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
}

interface Held<Value> {
  readonly value: Value;
  readonly untilMilliseconds: number;
}

/**
 * Keeps values for a while; the ones put first make room. O(1).
 * @param maximumEntries most values held
 * @param lifeSeconds how long a value is given out after it was put
 */
export function createExpiringCache<Key, Value>(
  maximumEntries: number,
  lifeSeconds: number,
  now: () => Date,
): ExpiringCache<Key, Value> {
  const held = new Map<Key, Held<Value>>();
  return {
    get(key) {
      const found = held.get(key);
      return found !== undefined && found.untilMilliseconds > now().getTime() ? found.value : undefined;
    },
    set(key, value) {
      // Deleted first: a Map keeps the place of a key that is set again, and the oldest place goes first.
      held.delete(key);
      held.set(key, { value, untilMilliseconds: now().getTime() + lifeSeconds * 1000 });
      if (held.size <= maximumEntries) return;
      for (const oldest of held.keys()) {
        held.delete(oldest);
        break;
      }
    },
  };
}
