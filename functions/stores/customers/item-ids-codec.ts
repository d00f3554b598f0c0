/** Item ids in a given order as one text; ids never hold control characters, so a line feed parts them. */
export const encodeIdListInOrder = (ids: readonly string[]): string => ids.join('\n');
export const decodeIdListInOrder = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'));
