import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { registerAnalyzeCommand } from '../../bin/commands/analyze.ts';
import { cdnowFile, hasCdnow } from '../support/cdnow.ts';

const isThere = hasCdnow('sample', 'holdfast analyze on the CDNOW sample');

describe.runIf(isThere)('holdfast analyze on the CDNOW sample, calibrated to 1997-09-30', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-cdnow-'));
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const program = new Command().exitOverride();
    registerAnalyzeCommand(program);
    const columns = ['--customer', 'customer_id', '--date', 'date', '--value', 'dollar_value'];
    const terms = ['--unit', 'week', '--calibration-end', '1997-09-30', '--out', folder, '--currency', 'USD'];
    await program.parseAsync(['analyze', cdnowFile('sample'), ...columns, ...terms], { from: 'user' });
  }, 120_000);
  afterAll(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  it('writes the published fits under the literature names (Fader, Hardie & Lee 2005; Fader & Hardie 2013)', async () => {
    const { observations, models, unit } = JSON.parse(await readFile(join(folder, 'models.json'), 'utf8'));

    expect(unit).toBe('week');
    expect(observations).toMatchObject({ customers: 2357, repeaters: 946, repeatPurchaseDays: 2457 });
    // Published to three or four digits: half a unit of the last one, and a little for another optimiser.
    const fits: readonly [string, Readonly<Record<string, number>>, number][] = [
      ['bgNbd', { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 }, -9582.43],
      ['mbgNbd', { r: 0.5248, alpha: 6.183, a: 0.8914, b: 1.614 }, -9582.13],
      ['paretoNbd', { r: 0.5532, alpha: 10.5763, s: 0.6063, beta: 11.6715 }, -9594.98],
      ['nbd', { r: 0.3848, alpha: 12.0721 }, -9763.66],
      ['gammaGamma', { p: 6.25, q: 3.74, v: 15.44 }, -4055.92],
    ];
    for (const [name, parameters, logLikelihood] of fits) {
      const fit = models[name];
      expect(fit, name).toMatchObject({ status: 'converged', reason: null });
      expect(Math.abs(fit.logLikelihood - logLikelihood), name).toBeLessThan(0.01);
      for (const [parameter, value] of Object.entries(parameters)) {
        expect(Math.abs(fit.parameters[parameter] / value - 1), `${name} ${parameter}`).toBeLessThan(2e-3);
        expect(fit.standardErrors[parameter], `${name} ${parameter}`).toBeGreaterThan(0);
      }
    }
  });

  it('gives a customer the published forecast: x 2, t_x 30.43, T 38.86 has 1.226 in the 39 weeks held out', async () => {
    const rows: Record<string, string>[] = parse(await readFile(join(folder, 'customers.csv')), { columns: true });

    const [row] = rows.filter(
      ({ x, ageAtLastOrder, age }) =>
        x === '2' && Number(ageAtLastOrder).toFixed(2) === '30.43' && Number(age).toFixed(2) === '38.86',
    );
    // 273 days are held out, 39 weeks; both are published to their last digit here.
    expect(Number(row?.bgNbdExpectedPurchaseDaysInHoldout)).toBeCloseTo(1.226, 3);
    expect(Number(row?.bgNbdProbabilityAlive)).toBeCloseTo(0.7266, 4);
    expect(rows).toHaveLength(2357);
  });
});
