import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { fieldNamed, RecordReader } from '../../../core/records/recordReader.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { batchOf, sequenceNumberOf } from '../../support/batches.ts';
import { lineOf } from '../../support/records.ts';

const fields = [
  'timestamp',
  'c-ip',
  'sc-status',
  'cs-uri-stem',
  'time-taken',
  'cs-cookie',
  'x-edge-result-type',
];

function createReader(...fieldLists: string[][]): RecordReader {
  const layouts = fieldLists.flatMap((list) => expectedLayouts(list));
  return new RecordReader(layouts, defaultSensitivityPolicy);
}

describe('RecordReader', () => {
  it('reads the values that the lake receives: decoded, typed, and without secrets', () => {
    const line = lineOf(fields, {
      timestamp: '1795179600.123',
      'sc-status': '000',
      'cs-uri-stem': '/a%2520b?token=abc&q=1',
      'time-taken': '0.250',
      'cs-cookie': 'session=1',
      'x-edge-result-type': '-',
    });

    const records = createReader(fields).read(batchOf([line]));

    expect(records.fields).toEqual(fields);
    expect(Object.fromEntries(records.fields.map((field) => [field, records.value(0, field)]))).toEqual({
      timestamp: 1795179600123,
      'c-ip': '192.0.2.17',
      'sc-status': 0,
      'cs-uri-stem': '/a%20b?token=REDACTED&q=1',
      'time-taken': 0.25,
      'cs-cookie': null,
      'x-edge-result-type': null,
    });
    expect(records.value(0, 'asn')).toBeNull();
  });

  it('reads records of several layouts, in order, and reports lines that match none', () => {
    const other = ['timestamp', 'sc-status'];
    const lines = [lineOf(fields), lineOf(other, { 'sc-status': '404' }), 'a\tb\tc', ''];

    const records = createReader(fields, other).read(batchOf(lines));

    expect(records.count).toBe(2);
    expect([0, 1].map((record) => records.value(record, 'sc-status'))).toEqual([200, 404]);
    expect([0, 1].map((record) => records.value(record, 'c-ip'))).toEqual(['192.0.2.17', null]);
    expect([0, 1].map((record) => records.sequenceNumber(record))).toEqual([0, 1].map(sequenceNumberOf));
    expect(records.unreadable.map(({ reason }) => reason)).toEqual([
      'expected a record of 2 or 7 fields, got 3',
      'expected a record, got an empty line',
    ]);
  });

  it('keeps values that do not parse as their type', () => {
    const line = lineOf(['timestamp', 'sc-content-len'], { 'sc-content-len': 'many' });

    const records = createReader(['timestamp', 'sc-content-len']).read(batchOf([line]));

    expect(records.value(0, 'sc-content-len')).toBeNull();
    expect(records.malformedValues(0)).toBe('sc-content-len=many');
  });

  it('reads one batch after the other', () => {
    const reader = createReader(fields);
    reader.read(batchOf([lineOf(fields, { 'cs-uri-stem': '/first' }), lineOf(fields)]));

    const records = reader.read(batchOf([lineOf(fields, { 'cs-uri-stem': '/second' })]));

    expect(records.count).toBe(1);
    expect(records.value(0, 'cs-uri-stem')).toBe('/second');
  });
});

describe('fieldNamed', () => {
  it.each([
    ['sc-status', 'sc-status'],
    ['sc_status', 'sc-status'],
    ['status', undefined],
  ])('finds %s', (name, field) => {
    expect(fieldNamed(name, fields)).toBe(field);
  });
});
