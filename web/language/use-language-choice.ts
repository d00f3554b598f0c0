import { useEffect, useMemo, useState } from 'preact/hooks';
import { keepLanguage, type LoadedLanguage, loadLanguage } from './choose-language.ts';
import { formatFor } from './format.ts';
import type { Language } from './language.ts';

/** The language with its choice, and with the money and clock of the shop once they are known. */
export function useLanguageChoice(first: LoadedLanguage, currency?: string, timeZone?: string): Language {
  const [{ tag, texts }, setLoaded] = useState(first);
  useEffect(() => {
    document.documentElement.lang = tag;
    document.title = texts.page.title;
  }, [tag, texts]);
  return useMemo(
    () => ({
      tag,
      texts,
      format: formatFor(tag, currency, timeZone),
      choose: (wanted) => {
        void loadLanguage(wanted).then((loaded) => {
          keepLanguage(wanted);
          setLoaded(loaded);
        });
      },
    }),
    [tag, texts, currency, timeZone],
  );
}
