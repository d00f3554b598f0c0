/** What a language says of a tile instead of the API's English. */
export interface TileTexts {
  readonly definition?: string;
  /** Definitions of columns by name. */
  readonly columns?: Readonly<Record<string, string>>;
}
