import type { Scope } from '../../functions/domain/access/scope.ts';

/** Who is signed in. Kept for the tab alone, and never in an address. */
export interface Session {
  readonly credential: string;
  readonly scopes: readonly Scope[];
  /** With a hosted sign-in: when the credential ends, in milliseconds since 1970, and what renews it. */
  readonly endsAt?: number;
  readonly renewal?: string;
}

/** A session whose rights are not known yet. */
export type BegunSession = Omit<Session, 'scopes'>;

const storedAt = 'holdfast-session';

export function readSession(): Session | undefined {
  const text = sessionStorage.getItem(storedAt);
  return text === null ? undefined : (JSON.parse(text) as Session);
}

export const keepSession = (session: Session): void => sessionStorage.setItem(storedAt, JSON.stringify(session));

export const endSession = (): void => sessionStorage.removeItem(storedAt);
