import { handOver } from '../components/download.ts';
import { useLanguage } from '../language/language.ts';
import { useReport } from './report-context.ts';
import { titleOf } from './tile-words.ts';

/** Every tile as a file. */
export function Downloads() {
  const { texts } = useLanguage();
  const { report, download } = useReport();
  const whole = () =>
    handOver(new Blob([JSON.stringify(report)], { type: 'application/json' }), 'retention-report.json');
  return (
    <section class="tile wide" aria-labelledby="downloads-title">
      <h3 id="downloads-title">{texts.downloads.title}</h3>
      <p class="hint">{texts.downloads.hint}</p>
      <ul class="downloads">
        {Object.entries(report.tiles ?? {}).map(([name, view]) => (
          <li key={name}>
            <button type="button" class="plain" onClick={() => void download(name)}>
              {titleOf(texts, name, view)} (CSV)
            </button>
          </li>
        ))}
        <li>
          <button type="button" class="plain" onClick={whole}>
            {texts.downloads.whole}
          </button>
        </li>
      </ul>
    </section>
  );
}
