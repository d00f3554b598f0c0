/**
 * What the page may load, run and talk to: itself, and the sign-in of the user pool. Pictures of items come from the
 * shop's own servers.
 * @param signInOrigins `https://…` of the hosted sign-in; none with keys
 */
export const contentSecurityPolicy = (signInOrigins: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: https:",
    `connect-src ${["'self'", ...signInOrigins].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Kept for a year: the name of an asset changes with its content. All else is asked for anew. */
export const cacheControlOf = (file: string): string =>
  file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

/** What an answer to a browser of the page says of safety, here and in AWS. Names in lower case. */
export const securityHeaders = (signInOrigins: readonly string[] = []): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy(signInOrigins),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});
