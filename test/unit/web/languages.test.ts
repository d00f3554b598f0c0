import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportTiles } from '../../../functions/contracts/retention/retention-tiles.ts';
import { viewRetentionReport } from '../../../functions/contracts/retention-report-view.ts';
import { exclusions } from '../../../functions/domain/offers/eligible-customer.ts';
import { offerKinds } from '../../../functions/domain/offers/offer-kinds.ts';
import { finishRetention } from '../../../functions/domain/reports/finish-retention.ts';
import { keyFigureNames } from '../../../functions/domain/reports/key-figures.ts';
import { emptyRetentionSummary } from '../../../functions/domain/reports/retention-summary.ts';
import { groupNames } from '../../../functions/domain/standing/customer-group.ts';
import { signalNames } from '../../../functions/domain/switching/signal.ts';
import { SwitchingReportBuilder } from '../../../functions/domain/switching/switching-report.ts';
import { actionOf, stateRules, switchingStates } from '../../../functions/domain/switching/switching-state.ts';
import type { Texts } from '../../../web/language/language.ts';
import { reportSettings } from '../../support/report-customers.ts';

const directory = new URL('../../../web/languages/', import.meta.url);
const tags = readdirSync(directory).map((name) => name.replace('.ts', ''));
const loaded = await Promise.all(
  tags.map(
    async (tag): Promise<[string, Texts]> => [tag, (await import(new URL(`${tag}.ts`, directory).href)).default],
  ),
);
const { tiles: views = {} } = viewRetentionReport(
  finishRetention(emptyRetentionSummary(reportSettings), undefined, { currency: 'EUR' }),
  new SwitchingReportBuilder().report('2026-04-01T04:50:00.000Z', new Map()),
  { currency: 'EUR', decimals: 2 },
);

it('there are English and Traditional Chinese', () => {
  expect(tags).toEqual(expect.arrayContaining(['en', 'zh-Hant']));
});

describe.each(loaded)('%s', (tag, texts) => {
  it('names every tile and every column of the report', () => {
    for (const tile of reportTiles) {
      expect(texts.tileTitles[tile], tile).toBeTruthy();
      if (tag !== 'en') expect(texts.tiles[tile]?.definition, tile).toBeTruthy();
      for (const { name } of views[tile]?.columns ?? []) expect(texts.columns[name], `${tile}.${name}`).toBeTruthy();
    }
  });

  it('has a word for every code', () => {
    const expected = {
      groups: groupNames,
      states: switchingStates,
      signals: signalNames,
      figures: keyFigureNames,
      rules: stateRules,
      actions: Object.values(actionOf),
    };
    for (const [list, codes] of Object.entries(expected)) {
      for (const code of codes)
        expect(texts.codes[list as keyof typeof expected][code], `${list} ${code}`).toBeTruthy();
    }
    expect(Object.keys(texts.reasons).sort()).toEqual([...signalNames].sort());
    expect(Object.keys(texts.offerKinds).sort()).toEqual([...offerKinds].sort());
    expect(Object.keys(texts.exclusions).sort()).toEqual([...exclusions].sort());
    if (tag !== 'en') {
      for (const figure of keyFigureNames) expect(texts.figureDefinitions[figure], figure).toBeTruthy();
    }
  });

  it('never says that somebody will leave', () => {
    expect(JSON.stringify(texts)).not.toMatch(/will (?:churn|leave)|即將流失|將會離開/i);
  });
});
