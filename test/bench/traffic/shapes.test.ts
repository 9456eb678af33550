import { withCardinality } from '../../../bench/traffic/cardinality.ts';
import { linesOf, makeEvent } from '../../../bench/traffic/event.ts';
import type { Records } from '../../../bench/traffic/exampleRecords.ts';
import { recordsOfShape } from '../../../bench/traffic/shapes.ts';
import { recordsOfWidth, widths } from '../../../bench/traffic/widths.ts';
import { fields as catalog } from '../../../core/fields/catalog.ts';

function column({ fields, rows }: Records, field: string): string[] {
  const place = fields.indexOf(field);
  return rows.map((row) => row[place]);
}

const distinct = (records: Records, field: string) => new Set(column(records, field)).size;

describe('recordsOfShape', () => {
  it('creates typical records with 20 fields and about 480 bytes', () => {
    const event = makeEvent(recordsOfShape('typical'));

    expect(event.fields).toHaveLength(20);
    expect(Math.abs(event.rawBytes / event.records - 480)).toBeLessThan(10);
  });

  it('creates full records with 46 fields and about 1.33 kB, with headers for half of the bytes, which must be decoded', () => {
    const event = makeEvent(recordsOfShape('full'));
    const headers = linesOf(event).map((line) => line.split('\t')[38]);
    const headerBytes = headers.reduce((sum, text) => sum + text.length, 0);

    expect(event.fields.indexOf('cs-headers')).toBe(38);
    expect(event.fields).toHaveLength(46);
    expect(Math.abs(event.rawBytes / event.records - 1333)).toBeLessThan(30);
    expect(headerBytes / event.rawBytes).toBeGreaterThan(0.45);
    expect(headerBytes / event.rawBytes).toBeLessThan(0.55);
    expect(headers.every((text) => text.includes('%0A'))).toBe(true);
  });

  it('updates the count and names of headers when it adds some', () => {
    const records = recordsOfShape('full');
    const names = column(records, 'cs-header-names');
    const counts = column(records, 'cs-headers-count');
    const uncut = [...names.keys()].filter((row) => names[row].length < 700);

    expect(uncut.length).toBeGreaterThan(9000);
    expect(uncut.map((row) => names[row].split('%0A').length - 1)).toEqual(
      uncut.map((row) => Number(counts[row])),
    );
  });
});

describe('withCardinality', () => {
  it('draws from the given numbers of different values', () => {
    const records = withCardinality(recordsOfShape('typical'), { uris: 100, agents: 20, addresses: 7 });

    expect(distinct(records, 'cs-uri-stem')).toBe(100);
    expect(distinct(records, 'cs-user-agent')).toBe(20);
    expect(distinct(records, 'c-ip')).toBe(7);
    expect(records.rows).toHaveLength(9999);
  });
});

describe('recordsOfWidth', () => {
  it.each(widths)('makes records of %i fields in the order of the catalog', (width) => {
    const { fields, rows } = recordsOfWidth(width);
    const positions = fields.map((name) => catalog.find((field) => field.name === name)?.position);

    expect(fields).toHaveLength(width);
    expect(positions).toEqual([...positions].sort((a, b) => Number(a) - Number(b)));
    expect(rows.every((row) => row.length === width && row.every((value) => value !== ''))).toBe(true);
  });
});
