import { useState } from 'preact/hooks';
import { useLanguage } from '../language/language.ts';
import { beginHostedSignIn } from './hosted-sign-in.ts';
import { LanguageChoice } from './language-choice.tsx';
import type { PageSettings } from './page-settings.ts';
import type { BegunSession } from './session.ts';

/** Why somebody is not in. */
export type SignInTrouble = 'refused' | 'unreachable';

interface Props {
  readonly settings: PageSettings;
  readonly trouble: SignInTrouble | undefined;
  readonly onSignIn: (begun: BegunSession) => void;
}

function KeyForm({ onSignIn }: Pick<Props, 'onSignIn'>) {
  const { texts } = useLanguage();
  const [key, setKey] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== '') onSignIn({ credential: key.trim() });
      }}
    >
      <label>
        {texts.signIn.key}
        <input
          type="password"
          autoComplete="off"
          spellcheck={false}
          required
          value={key}
          onInput={(event) => setKey(event.currentTarget.value)}
        />
      </label>
      <p class="hint">{texts.signIn.keyHint}</p>
      <button type="submit">{texts.signIn.signIn}</button>
    </form>
  );
}

/** Asks who is there: for a key on one machine, at the user pool's own page in AWS. */
export function SignInPage({ settings: { signIn, stage }, trouble, onSignIn }: Props) {
  const { texts } = useLanguage();
  return (
    <main class="sign-in" id="main">
      <h1>{texts.page.brand}</h1>
      <p>{texts.signIn.purpose}</p>
      {stage !== undefined && <p class="hint">{texts.signIn.stage(stage)}</p>}
      {trouble !== undefined && (
        <p role="alert" class="message bad">
          {trouble === 'refused' ? texts.signIn.refused : texts.states.unreachable}
        </p>
      )}
      {signIn.kind === 'key' ? (
        <KeyForm onSignIn={onSignIn} />
      ) : (
        <button type="button" onClick={() => void beginHostedSignIn(signIn)}>
          {texts.signIn.signIn}
        </button>
      )}
      <LanguageChoice />
    </main>
  );
}
