import type { Scope } from '../../functions/domain/access/scope.ts';
import { useLanguage } from '../language/language.ts';
import { LanguageChoice } from './language-choice.tsx';
import { addressOf, type Place } from './places.ts';

interface Props {
  readonly area: Place['area'];
  readonly scopes: readonly Scope[];
  readonly onSignOut: () => void;
}

/** Who may only serve has no use for what only marketers may see. */
export const mayReport = (scopes: readonly Scope[]): boolean => scopes.includes('marketer') || scopes.includes('admin');

/** Name, areas, language and the way out. */
export function TopBar({ area, scopes, onSignOut }: Props) {
  const { texts } = useLanguage();
  const links = [
    ['report', addressOf.report],
    ['customers', addressOf.customers],
    ['campaigns', addressOf.campaigns],
    ['items', addressOf.items],
  ] as const;
  const shown = links.filter(([name]) => mayReport(scopes) || name === 'customers' || name === 'items');
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
