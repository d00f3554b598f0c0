import { useLanguage } from '../language/language.ts';
import { LanguageChoice } from './language-choice.tsx';
import { addressOf, type Place } from './places.ts';
import { useRights } from './rights.ts';

interface Props {
  readonly area: Place['area'];
  readonly onSignOut: () => void;
}

/** Name, areas, language and the way out. */
export function TopBar({ area, onSignOut }: Props) {
  const { texts } = useLanguage();
  const { mayReport } = useRights();
  const links = [
    ['report', addressOf.report],
    ['customers', addressOf.customers],
    ['campaigns', addressOf.campaigns],
    ['items', addressOf.items],
  ] as const;
  const shown = links.filter(([name]) => mayReport || name === 'customers' || name === 'items');
  return (
    <header class="top-bar">
      <button type="button" class="skip plain" onClick={() => document.getElementById('main')?.focus()}>
        {texts.page.skip}
      </button>
      <strong class="brand">{texts.page.brand}</strong>
      <nav aria-label={texts.page.areas}>
        {shown.map(([name, address]) => (
          <a key={name} href={address} aria-current={name === area ? 'page' : undefined}>
            {texts.areas[name]}
          </a>
        ))}
      </nav>
      <LanguageChoice />
      <button type="button" class="plain" onClick={onSignOut}>
        {texts.page.signOut}
      </button>
    </header>
  );
}
