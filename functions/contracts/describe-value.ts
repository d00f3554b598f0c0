const shownCharacters = 40;

/** A given value in a few words, short enough for an error message whatever was sent. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') {
    const characters = Array.from(value);
    if (characters.length <= shownCharacters) return JSON.stringify(value);
    return `${JSON.stringify(`${characters.slice(0, shownCharacters).join('')}…`)} (${characters.length} characters)`;
  }
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** The message of every refused field: what was given, and what is allowed. */
export const refusal = (value: unknown, allowed: string): string => `is ${describeValue(value)}; needed is ${allowed}`;
