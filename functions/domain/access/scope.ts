/** What a key may be used for. A storefront key is public: it travels to every browser. */
export const scopes = ['ingest', 'storefront', 'marketer', 'service', 'admin'] as const;
export type Scope = (typeof scopes)[number];

export const isScope = (text: string): text is Scope => scopes.some((scope) => scope === text);

/** Scopes as the authoriser hands them to the handlers, `ingest,marketer`: its context carries text alone. */
export const scopesToText = (held: readonly Scope[]): string => held.join(',');

/** Reads them back; names it does not know give no right. */
export const scopesFromText = (text: string): readonly Scope[] => text.split(',').filter(isScope);

/** A caller needs any one of the scopes that a route names; a route that names none is open. */
export const mayCall = (held: readonly Scope[], allowed: readonly Scope[]): boolean =>
  allowed.length === 0 || held.some((scope) => allowed.includes(scope));

/** Counts are sales figures: a caller whose only right is the public one of a storefront does not see them. */
export const maySeeCounts = (held: readonly Scope[]): boolean => held.some((scope) => scope !== 'storefront');
