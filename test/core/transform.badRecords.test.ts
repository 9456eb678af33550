import { sequenceNumberOf } from '../support/batches.ts';
import { fields46 } from '../support/fieldLists.ts';
import { viewerTexts } from '../support/hostile.ts';
import { lineOf, linesOf, requestId } from '../support/records.ts';
import { metricsSettings, quarantineOf, rowsOf, transformLines } from '../support/transforming.ts';

const good = linesOf(fields46, 20);
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const makeBadLine = (values: Record<string, string>) =>
  lineOf(fields46, { 'x-edge-request-id': requestId(99), ...values });

/** Each of the 256 bytes once, including a newline. */
const noise = Uint8Array.from({ length: 256 }, (_, index) => (index * 73 + 11) % 256);

const ofText = 'expected tab-separated text, got control characters or bytes that are not UTF-8';
const unreadable: [name: string, data: Buffer, reason: string][] = [
  ['an empty record', latin1(''), 'expected a record, got an empty line'],
  ['a newline alone', latin1('\n'), 'expected a record, got an empty line'],
  ['binary noise', Buffer.from(noise), `${ofText}, and another line that is not a record`],
  ['1 MB of A', Buffer.alloc(1 << 20, 'A'), 'expected a record of at most 262144 bytes, got a longer one'],
  [
    'a truncated record',
    latin1(makeBadLine({}).split('\t').slice(0, 20).join('\t')),
    'expected a record of 46 fields, got 20',
  ],
  ['%', latin1('%'), 'expected a record of 46 fields, got 1'],
  ['%zz', latin1('%zz\n'), 'expected a record of 46 fields, got 1'],
  ['%ff%fe', latin1('%ff%fe'), 'expected a record of 46 fields, got 1'],
  ['a NUL alone', latin1('\0'), ofText],
  ["a NUL in a viewer's field", latin1(makeBadLine({ 'cs-user-agent': 'a\0b' })), ofText],
  ['10,000 tabs', latin1('\t'.repeat(10_000)), 'expected a record of 46 fields, got 255 or more'],
  [
    'values of other fields',
    latin1(makeBadLine({ timestamp: 'GET', 'c-ip': '/index.html' })),
    'expected 46 fields in the forms of a known layout, got several fields in other forms',
  ],
];

describe.each(unreadable)('%s', (_, data, reason) => {
  it('is in quarantine byte for byte, and the rest of the batch is in the lake', async () => {
    const before = good.slice(0, 10);
    const behind = good.slice(10);
    const result = transformLines(fields46, [...before, { data }, ...behind], { metrics: metricsSettings() });
    expect(quarantineOf(result)).toEqual([
      {
        reason,
        shardId: 'shardId-000000000001',
        sequenceNumber: sequenceNumberOf(10),
        arrival: '2026-11-20T13:05:00.000Z',
        data: data.toString('base64'),
      },
    ]);
    expect(await rowsOf(result)).toEqual(await rowsOf(transformLines(fields46, good)));
    expect(result.health).toMatchObject({ records: 21, rows: 20, quarantined: 1, malformedValues: 0 });
  });
});

describe('a record with one bad value', () => {
  it.each([
    ['a header count of abc', 'cs-headers-count', 'abc'],
    ['a timestamp of 1e999', 'timestamp', '1e999'],
    ['a timestamp beyond the year 9999', 'timestamp', '253402300800.000'],
    ['a status of three letters', 'sc-status', 'abc'],
    ['a negative number of bytes', 'sc-bytes', '-1'],
    ['an endless duration', 'time-taken', 'Infinity'],
    ['an empty number', 'asn', ''],
  ])('is a row without the value, which is kept separately: %s', async (_, field, value) => {
    const plain = await rowsOf(transformLines(fields46, [makeBadLine({ [field]: '-' })]));
    const result = transformLines(fields46, [makeBadLine({ [field]: value })]);
    expect(await rowsOf(result)).toEqual([{ ...plain[0], malformed_values: `${field}=${value}` }]);
    expect(result.health).toMatchObject({ rows: 1, quarantined: 0, malformedValues: 1 });
  });

  it('is a row with its time if the timestamp is in the year 2099, and in no metric', async () => {
    const line = makeBadLine({ timestamp: '4099680000.000' });
    const result = transformLines(fields46, [line], { metrics: metricsSettings() });
    expect(await rowsOf(result)).toMatchObject([
      { timestamp: new Date('2099-11-30T00:00:00.000Z'), malformed_values: null },
    ]);
    expect(result.objects.map(({ key }) => key.split('/').slice(0, 3))).toEqual([
      ['raw', 'arrival_day=2026-11-20', 'arrival_hour=13'],
    ]);
    expect(result.metrics).toEqual([]);
  });

  it.each(
    viewerTexts,
  )('is a row with the text that the viewer sent in %s, including invalid escapes', async (field) => {
    const values = ['%', '%zz', '%ff%fe', '%2', 'a%20%', '', '\u00e9'];
    const result = transformLines(
      fields46,
      values.map((value) => makeBadLine({ [field]: value })),
    );
    const column = field.replaceAll('-', '_');
    expect((await rowsOf(result)).map((row) => row[column])).toEqual([
      '%',
      '%zz',
      '%ff%fe',
      '%2',
      'a %',
      '',
      'é',
    ]);
    expect(result.health).toMatchObject({ rows: 7, quarantined: 0, malformedValues: 0 });
  });
});

describe('a batch of all of these', () => {
  it('is in the lake or in quarantine, byte for byte', async () => {
    const rows = [
      makeBadLine({ 'cs-headers-count': 'abc' }),
      makeBadLine({ timestamp: '1e999' }),
      ...good,
    ].map((line) => ({ data: `${line}\n` }));
    const records = [...rows, ...unreadable.map(([, data]) => ({ data }))]
      .map((record, index) => ({ record, place: (index * 7) % 31 }))
      .sort((a, b) => a.place - b.place)
      .map(({ record }) => record);
    const result = transformLines(fields46, records, { metrics: metricsSettings() });
    expect(result.health).toMatchObject({
      records: 22 + unreadable.length,
      rows: 22,
      quarantined: unreadable.length,
      malformedValues: 2,
    });
    const quarantined = quarantineOf(result);
    const inBatch = records.filter(({ data }) => Buffer.isBuffer(data));
    expect(quarantined.map(({ data }) => data)).toEqual(
      inBatch.map(({ data }) => (data as Buffer).toString('base64')),
    );
    const ids = (await rowsOf(result)).map((row) => row['x_edge_request_id']);
    expect(ids.toSorted()).toEqual(
      [...good.map((_, index) => requestId(index)), requestId(99), requestId(99)].toSorted(),
    );
  });

  it('with only unreadable records creates no Parquet file', () => {
    const { objects } = transformLines(fields46, [{ data: '' }, { data: '%' }]);
    expect(objects.map(({ key, contentType, records }) => [key, contentType, records])).toEqual([
      [
        `quarantine/arrival_day=2026-11-20/arrival_hour=13/shardId-000000000001-${sequenceNumberOf(0)}.ndjson.gz`,
        'application/x-ndjson',
        2,
      ],
    ]);
  });

  it('without records creates nothing', () => {
    const { objects, metrics, health } = transformLines(fields46, []);
    expect([objects, metrics, health.records]).toEqual([[], [], 0]);
  });

  it('without a known layout is completely in quarantine', () => {
    const result = transformLines(fields46, good, { layouts: [] });
    expect(quarantineOf(result).map(({ reason }) => reason)).toEqual(
      good.map(() => 'expected a known layout to read a record by, got none'),
    );
    expect(result.health).toMatchObject({ rows: 0, quarantined: 20, ofUnknownLayout: 20 });
  });
});

describe('a batch that is hostile', () => {
  it('with records of a week, one per minute, has all their metrics', () => {
    const start = 1_795_179_600;
    const lines = linesOf(fields46, 10_000, (index) => ({ timestamp: `${start - 60 * index}.123` }));
    const result = transformLines(fields46, lines, {
      metrics: metricsSettings(),
      now: new Date(start * 1000).toISOString(),
    });
    const requests = result.metrics.filter(
      ({ name, dimensions }) => name === 'Requests' && !dimensions['CacheBehavior'],
    );
    expect(requests.reduce((sum, { value = 0 }) => sum + value, 0)).toBe(10_000);
  });

  it('with records of 200,000 lines each has one entry per record', () => {
    const data = 'a\n'.repeat(200_000);
    const result = transformLines(fields46, [{ data }, good[0], { data }]);
    expect(
      quarantineOf(result).map((entry) => Buffer.from(entry.data, 'base64').toString() === data),
    ).toEqual([true, true]);
    expect(result.health.rows).toBe(1);
  });
});
