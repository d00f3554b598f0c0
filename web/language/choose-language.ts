import type { Texts } from './language.ts';

/** Names of the files in `languages`, put in by the bundler: BCP 47 tags. */
declare const LANGUAGE_TAGS: readonly string[];

/** Tags of all languages, the default first. */
export const languageTags: readonly string[] = ['en', ...LANGUAGE_TAGS.filter((tag) => tag !== 'en')];

export interface LoadedLanguage {
  readonly tag: string;
  readonly texts: Texts;
}

const storedAt = 'holdfast-language';

/** The best of the languages for what a reader asks for; `zh-TW` and `zh-HK` are written in Traditional Chinese. */
export function bestTag(asked: readonly string[], tags: readonly string[]): string {
  for (const tag of asked) {
    const wanted = new Intl.Locale(tag).maximize();
    const found = tags.find((known) => {
      const locale = new Intl.Locale(known).maximize();
      return locale.language === wanted.language && locale.script === wanted.script;
    });
    if (found !== undefined) return found;
  }
  return tags[0] ?? 'en';
}

export async function loadLanguage(tag: string): Promise<LoadedLanguage> {
  const { default: texts } = (await import(`../languages/${tag}.ts`)) as { default: Texts };
  return { tag, texts };
}

/** The language of the last visit, else the browser's, else English. */
export function chooseLanguage(): Promise<LoadedLanguage> {
  const kept = localStorage.getItem(storedAt);
  const asked = kept === null ? navigator.languages : [kept, ...navigator.languages];
  return loadLanguage(bestTag(asked, languageTags));
}

export const keepLanguage = (tag: string): void => localStorage.setItem(storedAt, tag);
