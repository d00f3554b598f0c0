import type { LoadedLanguage } from '../language/choose-language.ts';
import { LanguageContext } from '../language/language.ts';
import { useLanguageChoice } from '../language/use-language-choice.ts';
import { ReportView } from '../report/report-view.tsx';
import type { EnclosedReport } from './enclosed-report.ts';
import { LanguageChoice } from './language-choice.tsx';

interface Props {
  readonly firstLanguage: LoadedLanguage;
  readonly enclosed: EnclosedReport;
}

/** The report of a page that holds its data: nothing is asked of anybody, so it can be mailed. */
export function EnclosedApplication({ firstLanguage, enclosed: { report, source } }: Props) {
  const language = useLanguageChoice(firstLanguage, report.currency);
  return (
    <LanguageContext.Provider value={language}>
      <header class="top-bar">
        <strong class="brand">{language.texts.page.brand}</strong>
        <span class="source">{source}</span>
        <LanguageChoice />
      </header>
      <main id="main">
        <ReportView report={report} />
      </main>
    </LanguageContext.Provider>
  );
}
