/**
 * The one error class of Holdfast. `code` is `area.reason`; the message says what was given and what is
 * allowed; `details` holds the offending values.
 */
export class HoldfastError extends Error {
  override readonly name = 'HoldfastError';
  readonly code: `${string}.${string}`;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: `${string}.${string}`,
    message: string,
    options: { readonly details?: Readonly<Record<string, unknown>>; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}

export const hasCode = (error: unknown, code: HoldfastError['code']): boolean =>
  error instanceof HoldfastError && error.code === code;
