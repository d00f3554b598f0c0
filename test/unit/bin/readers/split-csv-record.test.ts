import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endsInsideQuotes, splitCsvRecord } from '../../../../bin/readers/split-csv-record.ts';

const quoted = (field: string): string => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
const field = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\n', 'é') });

describe('splitting a CSV record', () => {
  it('gives back the fields a writer quoted by RFC 4180', () => {
    fc.assert(
      fc.property(fc.array(field, { minLength: 1 }), (fields) => {
        expect(splitCsvRecord(fields.map(quoted).join(','))).toEqual(fields);
      }),
    );
  });

  it('finds the end of every record whose fields run over line breaks', () => {
    fc.assert(
      fc.property(fc.array(field, { minLength: 1 }), (fields) => {
        const lines = fields.map(quoted).join(',').split('\n');
        let inside = false;
        const ends = lines.map((line) => {
          inside = endsInsideQuotes(line, inside);
          return inside;
        });
        expect(ends).toEqual(lines.map((_, place) => place < lines.length - 1));
      }),
    );
  });

  it('takes a quote within a plain field as it stands', () => {
    expect(splitCsvRecord('1,LAMP 12" RED,2')).toEqual(['1', 'LAMP 12" RED', '2']);
    expect(endsInsideQuotes('1,LAMP 12" RED,2', false)).toBe(false);
  });
});
