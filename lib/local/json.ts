/** Any value of a JSON text. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `Array.isArray` would make the elements `any`. */
export const isJsonArray = (value: unknown): value is readonly Json[] => Array.isArray(value);

/** The text of an error of any kind, without its stack. */
export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The `code` of a system or LevelDB error, also where it hides in the cause. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const inner = errorCode(error.cause);
  if (inner !== undefined) return inner;
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
