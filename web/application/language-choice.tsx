import { languageTags } from '../language/choose-language.ts';
import { useLanguage } from '../language/language.ts';

const nameIn = (tag: string): string => new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;

/** Chooses the language; each is named in itself. */
export function LanguageChoice() {
  const { tag, texts, choose } = useLanguage();
  return (
    <label class="language-choice">
      <span class="for-readers">{texts.page.language}</span>
      <select value={tag} onChange={(event) => choose(event.currentTarget.value)}>
        {languageTags.map((known) => (
          <option key={known} value={known} lang={known}>
            {nameIn(known)}
          </option>
        ))}
      </select>
    </label>
  );
}
