import type { SignIn } from './page-settings.ts';
import type { BegunSession, Session } from './session.ts';

type Hosted = SignIn & { readonly kind: 'hosted' };

interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly expires_in: number;
}

/** What is kept while somebody is away at the sign-in page. */
interface Pending {
  readonly state: string;
  readonly verifier: string;
  readonly address: string;
}

const pendingAt = 'holdfast-sign-in';
/** A token is renewed so long before its end that a request with it still arrives in time. */
const renewedBeforeMilliseconds = 60_000;

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const randomText = (): string => base64Url(crypto.getRandomValues(new Uint8Array(32)));

const home = (): string => `${location.origin}/`;

/** Goes to the sign-in page of the user pool: authorization code with proof key (RFC 7636). */
export async function beginHostedSignIn({ domain, clientId }: Hosted): Promise<void> {
  const pending: Pending = { state: randomText(), verifier: randomText(), address: location.hash };
  sessionStorage.setItem(pendingAt, JSON.stringify(pending));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pending.verifier));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: home(),
    scope: 'openid',
    state: pending.state,
    code_challenge: base64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  });
  location.assign(`${domain}/oauth2/authorize?${query}`);
}

async function askForToken(
  { domain, clientId }: Hosted,
  fields: Readonly<Record<string, string>>,
): Promise<BegunSession> {
  const response = await fetch(`${domain}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, ...fields }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status}`);
  const { access_token, refresh_token, expires_in }: TokenAnswer = await response.json();
  const renewal = refresh_token ?? fields.refresh_token;
  const session = { credential: access_token, endsAt: Date.now() + 1000 * expires_in };
  return renewal === undefined ? session : { ...session, renewal };
}

/** Takes the code that somebody came back with, off the address at once. Undefined where nobody did. */
export async function finishHostedSignIn(signIn: SignIn): Promise<BegunSession | undefined> {
  const query = new URLSearchParams(location.search);
  const [code, state] = [query.get('code'), query.get('state')];
  const text = sessionStorage.getItem(pendingAt);
  if (signIn.kind !== 'hosted' || code === null || text === null) return undefined;
  const pending: Pending = JSON.parse(text);
  sessionStorage.removeItem(pendingAt);
  history.replaceState(null, '', `/${pending.address}`);
  if (state !== pending.state) return undefined;
  return askForToken(signIn, {
    grant_type: 'authorization_code',
    code,
    code_verifier: pending.verifier,
    redirect_uri: home(),
  });
}

/** The credential to send now; a token that is about to end is renewed first. */
export async function credentialOf(
  session: Session,
  signIn: SignIn,
  onRenewed: (session: Session) => void,
): Promise<string> {
  const { credential, endsAt, renewal } = session;
  const lasts = endsAt === undefined || endsAt - renewedBeforeMilliseconds > Date.now();
  if (lasts || renewal === undefined || signIn.kind !== 'hosted') return credential;
  const renewed = await askForToken(signIn, { grant_type: 'refresh_token', refresh_token: renewal }).catch(
    () => undefined,
  );
  if (renewed === undefined) return credential;
  onRenewed({ ...renewed, scopes: session.scopes });
  return renewed.credential;
}

/** Where signing out ends the session of the user pool, too; undefined with keys. */
export function signOutAddress(signIn: SignIn): string | undefined {
  if (signIn.kind !== 'hosted') return undefined;
  return `${signIn.domain}/logout?${new URLSearchParams({ client_id: signIn.clientId, logout_uri: home() })}`;
}
