import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { registerAnalyzeCommand } from '../../../../bin/commands/analyze.ts';

let folder = '';
let printed = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-analyze-log-'));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function analyze(log: string, options: readonly string[]): Promise<void> {
  printed = '';
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerAnalyzeCommand(program);
  const path = join(folder, 'log.csv');
  await writeFile(path, log);
  const always = ['--out', join(folder, 'out'), '--rejected', join(folder, 'rejected.ndjson'), '--currency', 'EUR'];
  await program.parseAsync(['analyze', path, ...always, ...options], { from: 'user' });
}

const columns = ['--customer', 'id', '--date', 'date', '--value', 'value'];

const readTable = async (): Promise<Record<string, string>[]> =>
  parse(await readFile(join(folder, 'out', 'customers.csv'), 'utf8'), { columns: true });

/** The worked example of the test suite of lifetimes: customers seen until 2015-02-07. */
const example = `id,date,value
1,2015-01-01,1
1,2015-02-06,2
2,2015-01-01,2
3,2015-01-01,3
3,2015-01-02,1
3,2015-01-05,5
4,2015-01-16,6
4,2015-02-02,3
4,2015-02-05,3
5,2015-01-16,3
5,2015-01-17,1
5,2015-01-18,8
6,2015-02-02,5
`;

describe('holdfast analyze with a log of transactions', () => {
  it('writes the three files of customers alone, with the inputs of the models in the unit asked for', async () => {
    await analyze(example, [...columns, '--unit', 'day']);

    expect((await readdir(join(folder, 'out'))).sort()).toEqual([
      'customers.csv',
      'models.json',
      'report.html',
      'report.json',
    ]);
    const inputs = (await readTable()).map(({ customerId, x, ageAtLastOrder, age, spend, unit }) => [
      customerId,
      x,
      ageAtLastOrder,
      age,
      spend,
      unit,
    ]);
    expect(inputs).toEqual([
      ['1', '1', '36', '37', '2', 'day'],
      ['2', '0', '0', '37', '0', 'day'],
      ['3', '2', '4', '37', '3', 'day'],
      ['4', '2', '20', '22', '3', 'day'],
      ['5', '2', '2', '22', '4.5', 'day'],
      ['6', '0', '0', '5', '0', 'day'],
    ]);
    expect(printed).toContain('6 customers, 4 of them bought again, 7 repeat purchase days');
  });

  it('looks at customers from the end of calibration, and tells what came after it', async () => {
    await analyze(example, [...columns, '--unit', 'day', '--calibration-end', '2015-01-20']);

    const rows = await readTable();
    expect(rows.map(({ customerId, x, actualPurchaseDaysInHoldout: later }) => [customerId, x, later])).toEqual([
      ['1', '0', '1'],
      ['2', '0', '0'],
      ['3', '2', '0'],
      ['4', '0', '2'],
      ['5', '2', '0'],
    ]);
    expect(rows[0]).toMatchObject({ age: '19', lastPurchaseDay: '2015-01-01' });
  });

  it('refuses an end of calibration outside of the file', async () => {
    await expect(analyze(example, [...columns, '--calibration-end', '2016-01-01'])).rejects.toMatchObject({
      code: 'analysis.calibration-end',
      message: expect.stringContaining('2016-01-01, is not between the first and the last day'),
    });
  });

  it('says which column is not named', async () => {
    await expect(analyze(example, ['--date', 'date'])).rejects.toMatchObject({
      code: 'analysis.columns',
      message: expect.stringContaining('--customer is missing'),
    });
  });
});
