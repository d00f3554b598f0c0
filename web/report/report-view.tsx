import type { ComponentChildren } from 'preact';
import type { RetentionReportView } from '../../functions/contracts/retention-report-view.ts';
import { Empty } from '../components/states.tsx';
import { useLanguage } from '../language/language.ts';
import { AtRisk } from './at-risk.tsx';
import { BrandSwitching } from './brand-switching.tsx';
import { Cohorts } from './cohorts.tsx';
import { CoreCustomers } from './core-customers.tsx';
import { Downloads } from './downloads.tsx';
import { ExitReasons } from './exit-reasons.tsx';
import { Groups } from './groups.tsx';
import { Histogram } from './histogram.tsx';
import { KeyFigures } from './key-figures.tsx';
import { ModelHealth } from './model-health.tsx';
import { Movement } from './movement.tsx';
import { RecencyFrequency } from './recency-frequency.tsx';
import { ReportContext } from './report-context.ts';
import { ReportHeader } from './report-header.tsx';
import { RetentionCurve } from './retention-curve.tsx';
import { SwitchingCosts } from './switching-costs.tsx';
import { tableDownload } from './table-download.ts';
import { Tile } from './tile.tsx';
import { ValueScatter } from './value-scatter.tsx';

interface Props {
  readonly report: RetentionReportView;
  /** Default: the table is made in the page. */
  readonly download?: (tile: string) => Promise<void>;
}

const sections = [
  'figures',
  'comingBack',
  'groups',
  'atRisk',
  'value',
  'holds',
  'service',
  'quality',
  'files',
] as const;

/** All tiles, in the order in which questions come up. */
export function ReportView({ report, download }: Props) {
  const { texts } = useLanguage();
  if (report.tiles === undefined) {
    return (
      <>
        <h1>{texts.report.title}</h1>
        <Empty>{texts.report.beforeFirstNight}</Empty>
      </>
    );
  }
  const shown = { report, download: download ?? tableDownload(report) };
  return (
    <ReportContext.Provider value={shown}>
      <ReportHeader />
      <nav class="contents" aria-label={texts.report.contents}>
        {sections.map((section) => (
          <button
            key={section}
            type="button"
            class="plain"
            onClick={() => document.getElementById(`section-${section}`)?.scrollIntoView()}
          >
            {texts.report.sections[section]}
          </button>
        ))}
      </nav>
      <Section name="figures">
        <KeyFigures />
      </Section>
      <Section name="comingBack">
        <Cohorts />
        <RetentionCurve />
        <Histogram name="frequency" />
        <Histogram name="regularity" />
      </Section>
      <Section name="groups">
        <Groups />
        <RecencyFrequency />
        <Movement />
      </Section>
      <Section name="atRisk">
        <AtRisk />
      </Section>
      <Section name="value">
        <Histogram name="lifetime-value" />
        <CoreCustomers />
        <ValueScatter />
        <Histogram name="probability-alive" />
        <Tile name="cross-buying" isTable isWide />
      </Section>
      <Section name="holds">
        <SwitchingCosts />
        <BrandSwitching />
      </Section>
      <Section name="service">
        <ExitReasons />
        <Tile name="service" isTable />
      </Section>
      <Section name="quality">
        <ModelHealth />
        <Tile name="data-quality" isTable />
      </Section>
      <Section name="files">
        <Downloads />
      </Section>
    </ReportContext.Provider>
  );
}

function Section({
  name,
  children,
}: {
  readonly name: (typeof sections)[number];
  readonly children: ComponentChildren;
}) {
  const { texts } = useLanguage();
  return (
    <div class="area" id={`section-${name}`}>
      <h2>{texts.report.sections[name]}</h2>
      <div class="tiles">{children}</div>
    </div>
  );
}
