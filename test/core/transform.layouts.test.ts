import { expectedLayouts, type Layout } from '../../core/layouts/layout.ts';
import { sequenceNumberOf, shardId } from '../support/batches.ts';
import { readExample } from '../support/examples.ts';
import { disputedFieldsOf64FieldGuide, fields46, fieldsOf2020, fieldsWithId } from '../support/fieldLists.ts';
import { readByDuckDb, rowsOfColumns } from '../support/parquetReaders.ts';
import { readPlainly } from '../support/plainReading.ts';
import { lineOf, linesOf, requestId } from '../support/records.ts';
import { keepAll, parquetFiles, quarantineOf, rowsOf, transformLines } from '../support/transforming.ts';

const since = '2026-11-20T00:00:00Z';
const fields46Of64FieldGuide = [...fields46.slice(0, 41), ...disputedFieldsOf64FieldGuide];

/** Returns the row of a record with the given fields, without the columns that the pipeline adds. */
function expectedRow(fields: readonly string[], line: string) {
  return rowsOfColumns(readPlainly(fields, [line]))[0];
}

/** Returns a record with its values in another order of the fields. */
function reorder(line: string, from: readonly string[], to: readonly string[]): string {
  const values = line.split('\t');
  return to.map((field) => values[from.indexOf(field)]).join('\t');
}

describe('a configuration', () => {
  const orders: [string, (fields: readonly string[]) => readonly string[]][] = [
    ['from last to first', (fields) => fields.toReversed()],
    ['by name', (fields) => fields.toSorted()],
    ['from the middle', (fields) => [...fields.slice(23), ...fields.slice(0, 23)]],
  ];

  it.each(orders)('that lists its fields %s results in the same files', (_, order) => {
    const { fields, lines } = readExample('website-46-fields');
    const some = lines.slice(0, 300);
    const expected = transformLines(fields, some);
    expect(order(fields)).not.toEqual(fields);
    expect(transformLines(order(fields), some).objects).toEqual(expected.objects);
  });
});

describe('records in both published orders of fields 42-46', () => {
  it('are in the right columns, mixed in one batch, including cache hits', async () => {
    const { fields, lines } = readExample('website-46-fields');
    const some = lines.slice(0, 900);
    const mixed = some.map((line, index) =>
      index % 3 === 0 ? reorder(line, fields, fields46Of64FieldGuide) : line,
    );
    const inOneOrder = await rowsOf(transformLines(fields, some, { policy: keepAll }));
    const result = transformLines(fields, mixed, { policy: keepAll });
    expect(await rowsOf(result)).toEqual(inOneOrder);
    expect(quarantineOf(result)).toEqual([]);
    expect(result.health.rowsByLayout).toEqual({ '1-46': 600, '1-41,44-46,42-43': 300 });
    expect(inOneOrder.filter((row) => row['origin_fbl'] === null).length).toBeGreaterThan(300);
  });

  it('are read in the confirmed order if their values match both', async () => {
    const nothing = { 'origin-fbl': '-', 'origin-lbl': '-', asn: '-' };
    const layouts: Layout[] = [
      { fields: fields46, status: 'expected', since },
      { fields: fields46Of64FieldGuide, status: 'confirmed', since },
    ];
    const { health } = transformLines(fields46, [lineOf(fields46, nothing)], { layouts });
    expect(health.rowsByLayout).toEqual({ '1-41,44-46,42-43': 1 });
  });

  it('of continuous deployments are in the right columns', async () => {
    const values = {
      'primary-distribution-id': 'EDFDVBD6EXAMPLE',
      'primary-distribution-dns-name': 'd111111abcdef8.cloudfront.net',
    };
    const line = lineOf(fields46, values);
    const rows = await rowsOf(
      transformLines(fields46, [line, reorder(line, fields46, fields46Of64FieldGuide)]),
    );
    expect(rows[1]).toEqual(rows[0]);
    expect(rows[0]).toMatchObject({
      primary_distribution_id: 'EDFDVBD6EXAMPLE',
      primary_distribution_dns_name: 'd111111abcdef8.cloudfront.net',
      origin_fbl: 0.031,
      origin_lbl: 0.045,
      asn: 64496n,
    });
  });
});

describe('records of several layouts in one batch', () => {
  it('are in the right columns, and fields that a layout does not contain are null', async () => {
    const layouts = [
      ...expectedLayouts(fieldsOf2020),
      ...expectedLayouts(fieldsWithId),
      ...expectedLayouts(fields46),
    ];
    const lines = Array.from({ length: 300 }, (_, index) => {
      const fields = [fieldsOf2020, fieldsWithId, fields46][index % 3];
      return { fields, line: lineOf(fields, { 'x-edge-request-id': requestId(index), 'cs-cookie': '-' }) };
    });
    const result = transformLines(
      [],
      lines.map(({ line }) => line),
      { layouts },
    );
    const empty = Object.fromEntries(fields46.map((field) => [field.replaceAll('-', '_'), null]));
    expect(await rowsOf(result)).toEqual(
      lines.map(({ fields, line }) => ({ ...empty, ...expectedRow(fields, line), malformed_values: null })),
    );
    expect(result.health.rowsByLayout).toEqual({ '1-2,4-41': 100, '1-2,5,7,10,13,15': 100, '1-46': 100 });
  });

  it('of the same number of columns are distinguished by forms', async () => {
    const withPort = [...fieldsWithId, 'c-port'];
    const withCountry = [...fieldsWithId, 'c-country'];
    const layouts = [...expectedLayouts(withPort), ...expectedLayouts(withCountry)];
    const lines = linesOf(withPort, 200).map((line, index) =>
      index % 2 === 0 ? line : linesOf(withCountry, 1, () => ({ 'x-edge-request-id': requestId(index) }))[0],
    );
    const rows = await rowsOf(transformLines([], lines, { layouts }));
    expect(rows.map((row) => [row['c_port'], row['c_country']])).toEqual(
      lines.map((_, index) => (index % 2 === 0 ? [49152, null] : [null, 'US'])),
    );
  });

  it('have the same columns as alone, if there is only one layout', async () => {
    const layouts = [...expectedLayouts(fields46), ...expectedLayouts(fieldsWithId)];
    const lines = linesOf(fieldsWithId, 10);
    expect(parquetFiles(transformLines([], lines, { layouts }))).toEqual(
      parquetFiles(transformLines(fieldsWithId, lines)),
    );
  });

  it('have a sequence number if their layout does not contain the request ID', async () => {
    const withoutId = ['timestamp', 'c-ip', 'asn'];
    const layouts = [...expectedLayouts(withoutId), ...expectedLayouts(fieldsWithId)];
    const lines = [lineOf(fieldsWithId), lineOf(withoutId)];
    const rows = await rowsOf(transformLines([], lines, { layouts }));
    expect(rows.map((row) => row['sequence_number'])).toEqual([null, `${shardId}-${sequenceNumberOf(1)}`]);
  });
});

describe('a field that is not in the catalog', () => {
  it('is a string column at the given position, decoded once', async () => {
    const configured = [...fieldsWithId, { name: 'x-new-field', after: 'c-ip' }];
    const order = ['timestamp', 'c-ip', 'x-new-field', ...fieldsWithId.slice(2)];
    const [file] = parquetFiles(transformLines(configured, [lineOf(order, { 'x-new-field': 'a%20b%2520' })]));
    const table = await readByDuckDb(file);
    expect(Object.keys(table)).toEqual([
      'timestamp',
      'c_ip',
      'x_new_field',
      'sc_status',
      'cs_method',
      'cs_uri_stem',
      'x_edge_request_id',
      'time_taken',
      'malformed_values',
    ]);
    expect(table).toMatchObject({ c_ip: ['192.0.2.17'], x_new_field: ['a b%20'], sc_status: [200] });
  });
});

describe('a value of the edge without its form', () => {
  it('does not affect the row if it is the only one', async () => {
    const result = transformLines(fieldsWithId, [lineOf(fieldsWithId, { 'time-taken': '42' })]);
    expect(await rowsOf(result)).toMatchObject([{ time_taken: 42, malformed_values: null }]);
  });

  it('sends the record to quarantine if there are two', async () => {
    const line = lineOf(fieldsWithId, { 'time-taken': '42', 'sc-status': 'OK' });
    const result = transformLines(fieldsWithId, [line, lineOf(fieldsWithId)]);
    expect(await rowsOf(result)).toHaveLength(1);
    expect(quarantineOf(result)).toMatchObject([{ data: Buffer.from(`${line}\n`).toString('base64') }]);
    expect(result.health).toMatchObject({ rows: 1, quarantined: 1, ofUnknownLayout: 1, malformedValues: 0 });
  });
});
