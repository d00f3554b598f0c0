import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTransactionLog, type TransactionColumns } from '../../../../bin/readers/read-transaction-log.ts';
import { RejectedLines } from '../../../../bin/readers/rejected-lines.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-log-'));
});
afterAll(() => rm(folder, { recursive: true }));

const columns: TransactionColumns = { customer: 'who', date: 'when', value: 'paid' };
const dayOf = (date: string): number => Date.parse(date) / 86_400_000;

async function read(text: string, given: Partial<TransactionColumns> = columns, timeZone = 'America/New_York') {
  const path = join(folder, 'log.csv');
  await writeFile(path, text);
  const rejected = new RejectedLines(join(folder, 'rejected.ndjson'));
  try {
    return await readTransactionLog(path, { columns: { ...columns, ...given }, rejected, timeZone, decimals: 2 });
  } finally {
    await rejected.close();
  }
}

describe('a log of transactions', () => {
  it('is read by the names of its columns, whatever their order, and grouped by customer', async () => {
    const { log, linesRead, linesByOutcome } = await read(
      'paid,other,who,when\n29.33,x,00004,1997-01-01\n0,x,b,19970102\n-1.5,x, 00004 ,1997-01-18\n',
    );

    expect([...log.byCustomer()]).toEqual([
      {
        customerId: '00004',
        transactions: [
          { day: dayOf('1997-01-01'), valueMinor: 2933 },
          { day: dayOf('1997-01-18'), valueMinor: -150 },
        ],
      },
      { customerId: 'b', transactions: [{ day: dayOf('1997-01-02'), valueMinor: 0 }] },
    ]);
    expect(linesRead).toBe(3);
    expect([...linesByOutcome]).toEqual([
      ['purchase', 2],
      ['refund', 1],
    ]);
    expect([log.firstDay, log.lastDay]).toEqual([dayOf('1997-01-01'), dayOf('1997-01-02')]);
  });

  it('takes a date for the day it names, and a time with a zone for the day the shop then had', async () => {
    const { log } = await read(
      'who,when,paid\na,2026-03-01,1\na,2026-03-01 23:30:00,1\na,2026-03-02T03:30:00Z,1\na,2026-03-02 12:00+01:00,1\n',
    );

    const days = [...log.byCustomer()].flatMap(({ transactions }) => transactions.map(({ day }) => day));
    expect(days).toEqual(['2026-03-01', '2026-03-01', '2026-03-01', '2026-03-02'].map(dayOf));
  });

  it('loses no line that it cannot use', async () => {
    const { linesByOutcome } = await read(
      'who,when,paid\na,2026-02-30,1\n ,2026-02-01,1\na,2026-02-01,much\na,2026-02-01\na,2026-02-01,1\n',
    );

    expect(Object.fromEntries(linesByOutcome)).toEqual({
      'line.date': 1,
      'line.no-customer': 1,
      'line.value': 1,
      'line.malformed': 1,
      purchase: 1,
    });
    const lines = (await readFile(join(folder, 'rejected.ndjson'), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { line: 2, reason: 'line.date', raw: 'a,2026-02-30,1' },
      { line: 3, reason: 'line.no-customer' },
      { line: 4, reason: 'line.value' },
      { line: 5, reason: 'line.malformed' },
    ]);
  });

  it('says which column is missing and which there are', async () => {
    await expect(read('who,when\na,2026-01-01\n')).rejects.toMatchObject({
      code: 'file.missing-column',
      message: expect.stringMatching(/no column "paid", given for the value; its columns are "who", "when"$/),
    });
  });

  it('says what is wrong where no line is a purchase', async () => {
    await expect(read('who,when,paid\na,yesterday,1\nb,2026-01-01,-3\n')).rejects.toMatchObject({
      code: 'log.empty',
      message: expect.stringContaining('1 line.date, 1 refund'),
    });
  });
});
