import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type english from '../languages/en.ts';
import type { Format } from './format.ts';

/** All texts of the page; a language is one file of `languages` with as many. */
export type Texts = typeof english;

/** A language in use. */
export interface Language {
  /** BCP 47, as the file is called. */
  readonly tag: string;
  readonly texts: Texts;
  readonly format: Format;
  /** Takes up another one, and keeps it for the next visit. */
  readonly choose: (tag: string) => void;
}

export const LanguageContext = createContext<Language | undefined>(undefined);

/** The language that the page is read in. */
export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === undefined) throw new Error('a component asks for the language outside of the page');
  return language;
}
