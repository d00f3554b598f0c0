import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRecord, readCsvRecords } from '../../../../bin/readers/read-csv-records.ts';
import { HoldfastError } from '../../../../functions/domain/errors.ts';

async function* blocksOf(content: string, blockBytes = 1 << 16): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content);
  for (let start = 0; start < bytes.length; start += blockBytes) yield bytes.subarray(start, start + blockBytes);
}

async function recordsOf(content: string, blockBytes?: number): Promise<readonly CsvRecord[]> {
  const records: CsvRecord[] = [];
  await readCsvRecords('orders.csv', blocksOf(content, blockBytes), (record) => records.push(record));
  return records;
}

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
const field = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\n', '\r\n', 'é', '☃') });
// An empty field alone on its line is an empty line.
const record = fc.array(field, { minLength: 1 }).filter((fields) => fields.length > 1 || fields[0] !== '');

describe('reading CSV records', () => {
  it('gives fields, raw text and line of every record, wherever blocks and empty lines part the file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ fields: record, emptyLines: fc.nat(2) })),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        async (records, lineBreak, blockBytes) => {
          let content = '';
          const expected = records.map(({ fields, emptyLines }) => {
            content += lineBreak.repeat(emptyLines);
            const lineNumber = content.split('\n').length;
            const raw = fields.map(quoted).join(',');
            content += raw + lineBreak;
            return { fields, raw, lineNumber };
          });
          expect(await recordsOf(content, blockBytes)).toEqual(expected);
        },
      ),
    );
  });

  it('drops a byte order mark and takes a last line without line break', async () => {
    expect(await recordsOf('\ufeffa,b\r\nc,d')).toEqual([
      { fields: ['a', 'b'], raw: 'a,b', lineNumber: 1 },
      { fields: ['c', 'd'], raw: 'c,d', lineNumber: 2 },
    ]);
  });

  it('takes a quote within a plain field as it stands', async () => {
    const raw = '1,LAMP 12" RED,2';
    expect(await recordsOf(`${raw}\nb`)).toMatchObject([{ fields: ['1', 'LAMP 12" RED', '2'], raw }, { raw: 'b' }]);
  });

  it('keeps text after a closing quote and takes any number of columns', async () => {
    expect(await recordsOf('a,b\n"LAMP" RED\n1,2,3\n')).toMatchObject([
      { fields: ['a', 'b'] },
      { fields: ['"LAMP" RED'] },
      { fields: ['1', '2', '3'] },
    ]);
  });

  it('names the line a quote was left open on, at the end of the file and before', async () => {
    await expect(recordsOf('a\n\n"b\r\nc"\nd,"e\nf\n')).rejects.toMatchObject({ code: 'file.open-quote' });
    await expect(recordsOf('a\n\n"b\r\nc"\nd,"e\nf\n')).rejects.toThrow(/^line 5 of orders\.csv /);
    const endless = `a\nb,"c\n${'x\n'.repeat(4_000_001)}`;
    await expect(recordsOf(endless)).rejects.toMatchObject({ code: 'file.line-too-long' });
    await expect(recordsOf(endless)).rejects.toThrow(/^line 2 of orders\.csv is longer than 8000000 bytes; is a quote/);
  });

  it('stops the blocks at an error of who takes the records, also in the last one', async () => {
    const blocks = Readable.from(blocksOf('a\nb\nlast'));
    const failure = new HoldfastError('file.unknown-column', 'no such column');
    const read = readCsvRecords('orders.csv', blocks, ({ raw }) => {
      if (raw === 'last') throw failure;
    });
    await expect(read).rejects.toBe(failure);
    expect(blocks.destroyed).toBe(true);
  });
});
