/** One JSON line an event of note, which CloudWatch Logs can search by field. */
function write(level: 'info' | 'error', message: string, fields: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify({ level, message, ...fields })}\n`);
}

export const logInfo = (message: string, fields: Readonly<Record<string, unknown>> = {}): void =>
  write('info', message, fields);

/** Logs an error with its causes; never its request, which may hold what customers bought. */
export function logFailure(message: string, error: unknown, fields: Readonly<Record<string, unknown>> = {}): void {
  const described =
    error instanceof Error
      ? { error: error.name, reason: error.message, stack: error.stack, cause: String(error.cause ?? '') }
      : { error: String(error) };
  write('error', message, { ...fields, ...described });
}
