/** How people sign in: with a key of the API, or at the sign-in page of the user pool. */
export type SignIn =
  | { readonly kind: 'key' }
  | { readonly kind: 'hosted'; readonly domain: string; readonly clientId: string };

/** What a stage tells its page; `/page-settings.json`. */
export interface PageSettings {
  readonly signIn: SignIn;
  readonly stage?: string;
  /** ISO 4217. */
  readonly currency?: string;
  /** IANA. */
  readonly timeZone?: string;
}

export async function readPageSettings(): Promise<PageSettings> {
  const response = await fetch('/page-settings.json', { cache: 'no-store' });
  if (!response.ok) throw new Error(`page-settings.json: ${response.status}`);
  return response.json();
}
