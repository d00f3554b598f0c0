import { render } from 'preact';
import { Application } from './application/application.tsx';
import { EnclosedApplication } from './application/enclosed-application.tsx';
import { readEnclosedReport } from './application/enclosed-report.ts';
import { chooseLanguage } from './language/choose-language.ts';

const place = document.getElementById('page');
const enclosed = readEnclosedReport(document);

void chooseLanguage().then((language) => {
  if (place === null) return;
  const page =
    enclosed === undefined ? (
      <Application firstLanguage={language} />
    ) : (
      <EnclosedApplication firstLanguage={language} enclosed={enclosed} />
    );
  render(page, place);
});
