/** An IAM or execute-api pattern, where `*` stands for any text and `?` for one character, as a test. */
export function wildcard(pattern: string, options: { readonly ignoreCase?: boolean } = {}): (text: string) => boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  const expression = new RegExp(`^${source}$`, options.ignoreCase ? 'is' : 's');
  return (text) => expression.test(text);
}
