/** dynalite's own prefix of the rows of a table within its store (`getItemDb`); a test would see it change. */
export const rowPrefix = (tableName: string): string => `item-${tableName}~`;
