import { sequenceNumberOf, shardId } from '../support/batches.ts';
import { differences } from '../support/differences.ts';
import { type Example, exampleNames, readExample } from '../support/examples.ts';
import { fields12, fieldsOf2020 } from '../support/fieldLists.ts';
import { type Columns, readByDuckDb, readByHyparquet, type Value } from '../support/parquetReaders.ts';
import { readPlainly } from '../support/plainReading.ts';
import { linesOf } from '../support/records.ts';
import { keepAll, parquetFiles, quarantineOf, transformLines } from '../support/transforming.ts';

const url = '/i?url=http%253A%252F%252Flocalhost%253A5000%252Fpage-2&res=3840x1600';

/** Synthetic records that look like public records of small configurations. */
const smallExamples: [string, Example][] = [
  [
    'the 40 fields of 2020',
    {
      fields: fieldsOf2020,
      lines: linesOf(fieldsOf2020, 3, (index) => ({
        'cs-uri-stem': url,
        'cs-uri-query': url.slice(3),
        'x-forwarded-for': index === 1 ? '203.0.113.7,%20198.51.100.9' : '-',
        'fle-encrypted-fields': index === 1 ? '2' : '-',
        'sc-range-start': index === 2 ? '9007199254740991' : '-',
      })),
    },
  ],
  [
    'twelve fields, without a request id',
    {
      fields: fields12,
      lines: linesOf(fields12, 3, (index) => ({
        'c-ip': ['192.0.2.135', '2001:db8:2328:7f60:fc5c:8867:7522:1bef', '2001:db8::1'][index],
        'x-edge-result-type': ['Hit', 'RefreshHit', 'LimitExceeded'][index],
        'cs-uri-query': '-',
        'time-taken': ['0.000', '12.345', '-'][index],
      })),
    },
  ],
];

const examples: [string, Example][] = [
  ...exampleNames.map((name): [string, Example] => [name, readExample(name)]),
  ...smallExamples,
];

/** Returns the expected columns of a table of records. */
function expectedColumns({ fields, lines }: Example): Columns {
  const identified = fields.includes('x-edge-request-id');
  return {
    ...readPlainly(fields, lines),
    ...(identified
      ? {}
      : { sequence_number: lines.map((_, place) => `${shardId}-${sequenceNumberOf(place)}`) }),
    malformed_values: lines.map(() => null),
  };
}

// The defaults for sensitive text, implemented with regular expressions.
const secretParameter =
  /([?&;#]|^)(signature|policy|key-pair-id|x-amz-signature|x-amz-security-token|x-amz-credential|access_token|id_token|refresh_token|token|code|password|secret|api_key|apikey|key|sig2|sid)=[^&#\s]+/gi;

function redactByDefault(columns: Columns): Columns {
  const redacted: Record<string, readonly Value[]> = { ...columns };
  if (columns['cs_cookie']) redacted['cs_cookie'] = columns['cs_cookie'].map(() => null);
  for (const name of [
    'cs_uri_stem',
    'cs_uri_query',
    'cs_referer',
    'cs_headers',
    'cmcd_next_object_request',
  ]) {
    const texts = columns[name];
    if (texts === undefined) continue;
    redacted[name] = texts.map((text) =>
      typeof text === 'string' ? text.replaceAll(secretParameter, '$1$2=REDACTED') : text,
    );
  }
  return redacted;
}

describe.each(examples)('transforming %s', (_, example) => {
  const { fields, lines } = example;
  const expected = expectedColumns(example);

  it('returns every value of every record as it was sent, in DuckDB and hyparquet', async () => {
    const [file] = parquetFiles(transformLines(fields, lines, { policy: keepAll })) as [Buffer];
    expect(differences(await readByDuckDb(file), expected)).toEqual([]);
    expect(differences(await readByHyparquet(file), expected)).toEqual([]);
  });

  it('only changes cookies and secrets by default, and omits no record', async () => {
    const result = transformLines(fields, lines);
    const [file] = parquetFiles(result) as [Buffer];
    expect(differences(await readByDuckDb(file), redactByDefault(expected))).toEqual([]);
    expect(quarantineOf(result)).toEqual([]);
    expect(result.health).toMatchObject({
      records: lines.length,
      rows: lines.length,
      quarantined: 0,
      malformedValues: 0,
    });
  });
});

it('has as many example records as described', () => {
  expect(exampleNames.map((name) => readExample(name).lines.length)).toEqual([9999, 9999, 3000]);
});
