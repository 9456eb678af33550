import fc from 'fast-check';
import { documentFormatNames, documentFormats } from '../../../core/json/documentFormat.ts';
import { RequestDocuments } from '../../../core/json/requestDocuments.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { BatchReader } from '../../../core/records/batchReader.ts';
import { defaultSensitivityPolicy, type SensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { Transform } from '../../../core/transform.ts';
import { batchOf } from '../../support/batches.ts';
import { exampleNames, readExample } from '../../support/examples.ts';
import type { Row, Value } from '../../support/parquetReaders.ts';
import { lineOf } from '../../support/records.ts';
import { rowsOf } from '../../support/transforming.ts';

type Json = Record<string, string | number>;

const policies: readonly SensitivityPolicy[] = [
  defaultSensitivityPolicy,
  { ...defaultSensitivityPolicy, addresses: 'hash', cookies: 'hash', hashKey: 'key' },
];

/** Returns the documents of lines, parsed with JSON.parse. */
function documentsOf(
  fields: readonly string[],
  lines: readonly string[],
  format: keyof typeof documentFormats,
  policy: SensitivityPolicy = defaultSensitivityPolicy,
): Json[] {
  const reader = new BatchReader(expectedLayouts(fields), policy);
  const { bytes, count, ends } = new RequestDocuments(documentFormats[format]).write(
    reader.readWhole(batchOf(lines)),
  );
  const texts = Array.from({ length: count }, (_, row) =>
    bytes.toString('utf8', row === 0 ? 0 : ends[row - 1], ends[row]),
  );
  expect(texts.filter((text) => !/^\{[^\n]*\}\n$/.test(text))).toEqual([]);
  return texts.map((text) => JSON.parse(text));
}

/** Returns the member of a document for a value of the lake that is not the time. */
function memberOf(value: Value): string | number | undefined {
  if (value === null || value instanceof Date) return undefined;
  return typeof value === 'string' ? value.replaceAll('\0', '%00') : Number(value);
}

function expectedDocument({ timestamp, ...row }: Row): Json {
  const members = Object.entries(row)
    .map(([name, value]) => [name, memberOf(value)] as const)
    .filter(([, value]) => value !== undefined);
  const time = timestamp instanceof Date ? { '@timestamp': timestamp.toISOString() } : {};
  return { ...time, ...Object.fromEntries(members) };
}

/** Returns the rows of the lake for lines, which DuckDB reads from the Parquet file. */
function lakeRows(
  fields: readonly string[],
  lines: readonly string[],
  policy: SensitivityPolicy,
): Promise<Row[]> {
  const transform = new Transform({ layouts: expectedLayouts(fields), policy, compression: 'zstd' });
  return rowsOf(transform.transform(batchOf(lines), 0));
}

describe.each(exampleNames)('documents of %s', (name) => {
  const { fields, lines } = readExample(name);

  it.each(policies)('equal the rows of the lake field by field, policy %#', async (policy) => {
    const some = policy === defaultSensitivityPolicy ? lines : lines.slice(0, 500);
    const rows = await lakeRows(fields, some, policy);
    const documents = documentsOf(fields, some, 'opensearch', policy);
    const different = documents.filter((document, row) => !isSame(document, rows[row]));
    expect([documents.length, different.slice(0, 3)]).toEqual([rows.length, []]);
  });
});

/** Returns whether a document contains exactly the values of a row. */
function isSame(document: Json, row: Row): boolean {
  const expected = expectedDocument(row);
  const names = Object.keys(expected);
  return (
    names.length === Object.keys(document).length && names.every((name) => document[name] === expected[name])
  );
}

function sorted(document: Json): Json {
  return Object.fromEntries(Object.entries(document).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('documents of mutated records', () => {
  const { fields, lines } = readExample('website-46-fields');
  const odd = fc.constantFrom(
    '-',
    '%00',
    '%22%5C%0A%09%01%7F',
    '"',
    '\\',
    '%E2%80%A8',
    'é',
    '😀',
    '%F0%9F%98%80',
    '%ff',
    '1e3',
    '999999999999999999',
    '0.5',
    '-1',
    'x'.repeat(3000),
  );
  const mutation = fc.record({
    line: fc.nat({ max: 200 }),
    changes: fc.array(fc.tuple(fc.nat({ max: 45 }), odd), { maxLength: 6 }),
  });

  it('equal the rows of the lake field by field', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 20 }), async (mutations) => {
        const mutated = mutations.map(({ line, changes }) => {
          const values = lines[line].split('\t');
          for (const [place, text] of changes) values[place] = text;
          return values.join('\t');
        });
        const rows = await lakeRows(fields, mutated, defaultSensitivityPolicy);
        const documents = documentsOf(fields, mutated, 'opensearch');
        expect(documents.map(sorted)).toEqual(rows.map(expectedDocument).map(sorted));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the format of', () => {
  const fields = ['timestamp', 'c-ip', 'sc-status', 'x-edge-request-id', 'time-taken', 'cs-user-agent'];
  const line = lineOf(fields, {
    timestamp: '1795179600.123',
    'c-ip': '192.0.2.1',
    'sc-status': '200',
    'time-taken': '0.042',
    'cs-user-agent': '-',
  });
  const rest = {
    c_ip: '192.0.2.1',
    sc_status: 200,
    time_taken: 0.042,
    x_edge_request_id: line.split('\t')[3],
  };

  it.each([
    ['opensearch', { '@timestamp': '2026-11-20T13:00:00.123Z', ...rest }],
    ['s3', { timestamp: '2026-11-20T13:00:00.123Z', ...rest }],
    ['redshift', { timestamp: '2026-11-20 13:00:00.123', ...rest }],
    ['generic', { timestamp: 1_795_179_600_123, ...rest }],
    ['datadog', { timestamp: 1_795_179_600_123, ...rest }],
    ['newrelic', { timestamp: 1_795_179_600_123, ...rest }],
    ['splunk', { time: 1_795_179_600.123, sourcetype: 'aws:cloudfront:realtime', event: rest }],
  ] as const)('%s contains the time in the format of the destination', (format, expected) => {
    expect(documentsOf(fields, [line], format)).toEqual([expected]);
  });

  it.each(documentFormatNames)('%s omits a missing time', (format) => {
    const without = documentsOf(
      ['c-ip', 'sc-status', 'cs-host', 'x-edge-location'],
      ['192.0.2.1\t200\t-\tDFW3'],
      format,
    );
    const members = {
      c_ip: '192.0.2.1',
      sc_status: 200,
      x_edge_location: 'DFW3',
      sequence_number: expect.any(String),
    };
    expect(without).toEqual([
      format === 'splunk' ? { sourcetype: 'aws:cloudfront:realtime', event: members } : members,
    ]);
  });
});
