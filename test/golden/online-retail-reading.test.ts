import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderFile } from '../../bin/readers/order-file.ts';
import { readOrderFile } from '../../bin/readers/read-order-file.ts';
import { RejectedLines } from '../../bin/readers/rejected-lines.ts';
import { createOrderParser } from '../../functions/contracts/order-contract.ts';
import { createReturnParser } from '../../functions/contracts/return-contract.ts';
import { evidenceItems, isTooLargeForEvidence } from '../../functions/domain/orders/evidence-items.ts';

const path = new URL('../../../shared/data/online-retail.csv.gz', import.meta.url).pathname;
const isThere = existsSync(path);
if (!isThere) process.stderr.write(`skipped: golden counts of Online Retail, as ${path} is missing\n`);

// Chen, Sain & Guo 2012, doi:10.1057/dbm.2012.17; every figure counted apart from this code, by Python's csv module.
describe.runIf(isThere)('the UCI Online Retail file as counted independently', () => {
  let folder = '';
  let file: OrderFile;
  let rejectedLines: readonly string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-golden-'));
    const rejected = new RejectedLines(join(folder, 'rejected.ndjson'));
    const context = { currency: 'GBP', decimals: 2, now: () => new Date() };
    const parser = { parseOrder: createOrderParser(context), parseReturn: createReturnParser(context) };
    file = await readOrderFile(path, { rejected, timeZone: 'Europe/London', parser });
    await rejected.close();
    rejectedLines = (await readFile(rejected.path, 'utf8')).trimEnd().split('\n');
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  it('has 541,909 lines, each counted once with its outcome', () => {
    expect(file.linesRead).toBe(541_909);
    expect(Object.fromEntries(file.linesByOutcome)).toEqual({
      'order-line': 527_725,
      return: 8_539,
      'line.service-charge': 2_378,
      'line.stock-correction': 1_336,
      'line.zero-price': 1_179,
      'return.service-code': 584,
      'return.no-customer': 165,
      'line.bad-debt': 3,
    });
    expect([...file.linesByOutcome.values()].reduce((sum, lines) => sum + lines)).toBe(541_909);
  });

  it('loses no line: what is neither order line nor return is in the file of rejected lines', () => {
    expect(rejectedLines).toHaveLength(541_909 - 527_725 - 8_539);
  });

  it('has 25,900 invoices, of them 3,836 cancellations and 3 adjustments', () => {
    expect(file.invoices).toEqual({ total: 25_900, cancellations: 3_836, adjustments: 3 });
  });

  it('has 19,773 orders of 4,334 customers and guests over 3,791 items', () => {
    expect(file.log).toMatchObject({
      orderCount: 19_773,
      lineCount: 527_725,
      customerCount: 4_334,
      itemCount: 3_791,
      returnCount: 8_539,
      newestPlacedAt: '2011-12-09T12:50:00.000Z',
    });
  });

  it('has 18,402 orders of known customers, worth GBP 8,761,066.65', () => {
    let knownOrders = 0;
    let knownMinor = 0;
    for (let index = 0; index < file.log.orderCount; index += 1) {
      const order = file.log.orderAt(index);
      if (order.customerId === undefined) continue;
      knownOrders += 1;
      for (const line of order.lines) knownMinor += line.quantity * line.unitPriceMinor;
    }
    expect(knownOrders).toBe(18_402);
    expect(knownMinor).toBe(876_106_665);
  });

  it('has 3,682,555 distinct pairs, and 626 orders too large for pair evidence', () => {
    const itemCount = file.log.itemCount;
    const numbers = new Map<string, number>();
    const isPairSeen = new Uint8Array(itemCount * itemCount);
    let tooLarge = 0;
    for (let index = 0; index < file.log.orderCount; index += 1) {
      const order = file.log.orderAt(index);
      if (isTooLargeForEvidence(order, 100)) tooLarge += 1;
      const items = evidenceItems(order, Number.POSITIVE_INFINITY).map((itemId) => {
        const number = numbers.get(itemId) ?? numbers.size;
        numbers.set(itemId, number);
        return number;
      });
      for (const one of items) {
        for (const other of items) if (one < other) isPairSeen[one * itemCount + other] = 1;
      }
    }
    expect(isPairSeen.reduce((sum, seen) => sum + seen, 0)).toBe(3_682_555);
    expect(tooLarge).toBe(626);
  });
});
