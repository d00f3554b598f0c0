import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { createClient, scopesOf } from '../api/client.ts';
import { ClientContext } from '../api/client-context.ts';
import { CampaignsPage } from '../campaigns/campaigns-page.tsx';
import { CustomersPage } from '../customers/customers-page.tsx';
import { ItemsPage } from '../items/items-page.tsx';
import type { LoadedLanguage } from '../language/choose-language.ts';
import { LanguageContext } from '../language/language.ts';
import { useLanguageChoice } from '../language/use-language-choice.ts';
import { ReportPage } from '../report/report-page.tsx';
import { credentialOf, finishHostedSignIn, signOutAddress } from './hosted-sign-in.ts';
import { type PageSettings, readPageSettings } from './page-settings.ts';
import { type Place, usePlace } from './places.ts';
import { RightsContext, rightsOf } from './rights.ts';
import { type BegunSession, endSession, keepSession, readSession, type Session } from './session.ts';
import { SignInPage, type SignInTrouble } from './sign-in-page.tsx';
import { TopBar } from './top-bar.tsx';

const areas = {
  report: () => <ReportPage />,
  customers: (place: Place & { area: 'customers' }) => <CustomersPage customerId={place.customerId} />,
  campaigns: (place: Place & { area: 'campaigns' }) => (
    <CampaignsPage campaignId={place.campaignId} isNew={place.isNew === true} />
  ),
  items: (place: Place & { area: 'items' }) => <ItemsPage itemId={place.itemId} />,
};

function Area({ place }: { readonly place: Place }) {
  switch (place.area) {
    case 'report':
      return areas.report();
    case 'customers':
      return areas.customers(place);
    case 'campaigns':
      return areas.campaigns(place);
    case 'items':
      return areas.items(place);
  }
}

interface SignedInProps {
  readonly session: Session;
  readonly settings: PageSettings;
  readonly onRenewed: (session: Session) => void;
  readonly onEnd: (because: 'asked' | 'refused') => void;
}

function SignedIn({ session, settings, onRenewed, onEnd }: SignedInProps) {
  const asked = usePlace();
  // The report is for marketers; an agent's first page is the search for a customer.
  const rights = useMemo(() => rightsOf(session.scopes), [session.scopes]);
  const place: Place = asked.area === 'report' && !rights.mayReport ? { area: 'customers' } : asked;
  const client = useMemo(
    () =>
      createClient(
        () => credentialOf(session, settings.signIn, onRenewed),
        () => onEnd('refused'),
      ),
    [session, settings, onRenewed, onEnd],
  );
  return (
    <ClientContext.Provider value={client}>
      <RightsContext.Provider value={rights}>
        <TopBar area={place.area} onSignOut={() => onEnd('asked')} />
        <main id="main" tabIndex={-1}>
          <Area place={place} />
        </main>
      </RightsContext.Provider>
    </ClientContext.Provider>
  );
}

/** The page of a stage: signs in, then shows the place that the address names. */
export function Application({ firstLanguage }: { readonly firstLanguage: LoadedLanguage }) {
  const [settings, setSettings] = useState<PageSettings | 'failed'>();
  const [session, setSession] = useState(readSession);
  const [trouble, setTrouble] = useState<SignInTrouble>();
  const known = typeof settings === 'object' ? settings : undefined;
  const language = useLanguageChoice(firstLanguage, known?.currency, known?.timeZone);

  const keep = useCallback((kept: Session) => {
    keepSession(kept);
    setTrouble(undefined);
    setSession(kept);
  }, []);
  const begin = useCallback(
    async (begun: BegunSession) => {
      const scopes = await scopesOf(begun.credential).catch(() => 'unreachable' as const);
      if (scopes === undefined) setTrouble('refused');
      else if (scopes === 'unreachable') setTrouble('unreachable');
      else keep({ ...begun, scopes });
    },
    [keep],
  );
  const end = useCallback(
    (because: 'asked' | 'refused') => {
      endSession();
      setSession(undefined);
      setTrouble(because === 'refused' ? 'refused' : undefined);
      const elsewhere = because === 'asked' && known !== undefined ? signOutAddress(known.signIn) : undefined;
      if (elsewhere !== undefined) location.assign(elsewhere);
    },
    [known],
  );
  useEffect(() => {
    void readPageSettings().then(
      async (read) => {
        const begun = await finishHostedSignIn(read.signIn).catch(() => undefined);
        if (begun !== undefined) await begin(begun);
        setSettings(read);
      },
      () => setSettings('failed'),
    );
  }, [begin]);

  return (
    <LanguageContext.Provider value={language}>
      {settings === 'failed' && (
        <p role="alert" class="message">
          {language.texts.states.unreachable}
        </p>
      )}
      {settings === undefined && <p class="message">{language.texts.states.loading}</p>}
      {known !== undefined && session === undefined && (
        <SignInPage settings={known} trouble={trouble} onSignIn={(begun) => void begin(begun)} />
      )}
      {known !== undefined && session !== undefined && (
        <SignedIn session={session} settings={known} onRenewed={keep} onEnd={end} />
      )}
    </LanguageContext.Provider>
  );
}
