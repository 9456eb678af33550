import fc from 'fast-check';
import type { TransformResult } from '../../core/transform.ts';
import { batchOf, recordsOf, sequenceNumberOf, shardId, type TestRecord } from '../support/batches.ts';
import { fieldsWithId } from '../support/fieldLists.ts';
import { type Columns, readByHyparquet, readFooter } from '../support/parquetReaders.ts';
import { propertyRuns } from '../support/propertyRuns.ts';
import { lineOf, linesOf, requestId } from '../support/records.ts';
import { newTransform, parquetFiles, quarantineOf, rowsOf, transformLines } from '../support/transforming.ts';

const hour13 = '2026-11-20T13:59:59.999Z';
const hour14 = '2026-11-20T14:00:00.000Z';
const [line = ''] = linesOf(fieldsWithId, 1);

function keysOf({ objects }: TransformResult): string[] {
  return objects.map(({ key }) => key);
}

function rawKey(day: string, hour: string, sequenceNumber: string): string {
  return `raw/arrival_day=${day}/arrival_hour=${hour}/shardId-000000000001-${sequenceNumber}.parquet`;
}

describe('a Parquet file', () => {
  it('is in the partition of the hour of arrival, named after its first row', () => {
    const result = transformLines(fieldsWithId, [{ data: '' }, line, line]);
    expect(keysOf(result)).toEqual([
      rawKey('2026-11-20', '13', sequenceNumberOf(1)),
      `quarantine/arrival_day=2026-11-20/arrival_hour=13/shardId-000000000001-${sequenceNumberOf(0)}.ndjson.gz`,
    ]);
  });

  it('is one per hour if a batch crosses hours, no matter when the events happened', async () => {
    const records: TestRecord[] = [hour13, hour14, hour13, hour14, '2026-11-21T00:00:00.000Z'].map(
      (arrival, index) => ({
        data: `${lineOf(fieldsWithId, { 'x-edge-request-id': requestId(index), timestamp: `${1_700_000_000 + index}.000` })}\n`,
        arrival,
      }),
    );
    const result = transformLines(fieldsWithId, records);
    expect(keysOf(result)).toEqual([
      rawKey('2026-11-20', '13', sequenceNumberOf(0)),
      rawKey('2026-11-20', '14', sequenceNumberOf(1)),
      rawKey('2026-11-21', '00', sequenceNumberOf(4)),
    ]);
    expect(result.objects.map(({ records: rows, contentType }) => [rows, contentType])).toEqual([
      [2, 'application/vnd.apache.parquet'],
      [2, 'application/vnd.apache.parquet'],
      [1, 'application/vnd.apache.parquet'],
    ]);
    const ids = await Promise.all(
      parquetFiles(result).map(async (file) => (await readByHyparquet(file))['x_edge_request_id']),
    );
    expect(ids).toEqual([[requestId(0), requestId(2)], [requestId(1), requestId(3)], [requestId(4)]]);
  });

  it('is named after a later line of a record if the first line is unreadable', () => {
    const { objects } = transformLines(fieldsWithId, [{ data: `x\n${line}\n${line}` }]);
    expect(objects.map(({ key, records }) => [key.split('/').at(-1), records])).toEqual([
      [`shardId-000000000001-${sequenceNumberOf(0)}.2.parquet`, 2],
      [`shardId-000000000001-${sequenceNumberOf(0)}.ndjson.gz`, 1],
    ]);
  });

  it('contains the origin of its rows and its writer', () => {
    const result = transformLines(fieldsWithId, [
      { data: 'x' },
      line,
      { data: `${line}\n${line}` },
      { data: '' },
    ]);
    expect(readFooter(parquetFiles(result)[0])).toEqual({
      createdBy: 'cloudfront-realtime-logs version 0.1.0',
      pairs: {
        shard_id: 'shardId-000000000001',
        first_sequence_number: sequenceNumberOf(1),
        last_sequence_number: `${sequenceNumberOf(2)}.2`,
        arrival: 'arrival_day=2026-11-20/arrival_hour=13/',
        layouts: '1-2,5,7,10,13,15',
      },
    });
  });
});

describe('a record', () => {
  it('may contain several lines, each a row', async () => {
    const ids = [0, 1, 2, 3].map(requestId);
    const lines = ids.map((id) => lineOf(fieldsWithId, { 'x-edge-request-id': id }));
    const result = transformLines(fieldsWithId, [
      { data: `${lines[0]}\n${lines[1]}\n` },
      { data: `${lines[2]}\n${lines[3]}` },
    ]);
    expect((await rowsOf(result)).map((row) => row['x_edge_request_id'])).toEqual(ids);
    expect(result.health).toMatchObject({ records: 2, rows: 4 });
  });

  it('may have no newline', async () => {
    const rows = await rowsOf(transformLines(fieldsWithId, [{ data: line }]));
    expect(rows).toEqual(await rowsOf(transformLines(fieldsWithId, [{ data: `${line}\n` }])));
  });

  it('may have no newline even if the next one begins like a continuation of its last value', async () => {
    const fields = ['timestamp', 'c-ip', 'cs-uri-stem'];
    const lines = ['/a%2', '/a%', '/a%C3%A', '/token', '-', ''].map((path) =>
      lineOf(fields, { 'cs-uri-stem': path }),
    );
    const apart = await rowsOf(transformLines(fields, lines));
    expect(
      await rowsOf(
        transformLines(
          fields,
          lines.map((data) => ({ data })),
        ),
      ),
    ).toEqual(apart);
    expect(apart.map((row) => row['cs_uri_stem'])).toEqual(['/a%2', '/a%', '/a%C3%A', '/token', null, '']);
  });

  it('is identified by its position in the stream if no request ID is logged', async () => {
    const fields = ['timestamp', 'c-ip'];
    const text = lineOf(fields);
    const rows = await rowsOf(transformLines(fields, [{ data: `${text}\nx\n${text}` }, text]));
    expect(rows.map((row) => row['sequence_number'])).toEqual([
      `${shardId}-${sequenceNumberOf(0)}`,
      `${shardId}-${sequenceNumberOf(0)}.3`,
      `${shardId}-${sequenceNumberOf(1)}`,
    ]);
  });
});

describe('a batch that is retried', () => {
  it('results in the same objects, no matter what was transformed in between', () => {
    const transform = newTransform(fieldsWithId);
    const lines = linesOf(fieldsWithId, 50);
    const first = transform.transform(batchOf(lines), 0).objects;
    transform.transform(batchOf(linesOf(fieldsWithId, 7, () => ({ 'cs-method': 'PUT' }))), 0);
    expect(transform.transform(batchOf(lines), 1e15).objects).toEqual(first);
  });

  // Lambda retries a failed batch unchanged, or bisects it and retries each half. After a failed try, the lake may
  // contain any of its objects.
  it('results in each record once in the lake, for any failures and bisections', async () => {
    const record = fc.record({
      hour: fc.integer({ min: 0, max: 2 }),
      kind: fc.constantFrom('row', 'row', 'row', 'unreadable', 'row and unreadable', 'unreadable and rows'),
    });
    const kinds: Record<string, (own: string) => string> = {
      row: (own) => `${own}\n`,
      unreadable: () => 'none\n',
      'row and unreadable': (own) => `${own}\nnone\n`,
      'unreadable and rows': (own) => `none\n${own}\n${own}`,
    };
    const transform = newTransform(fieldsWithId);
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 14 }),
        fc.infiniteStream(fc.tuple(fc.boolean(), fc.boolean(), fc.nat())),
        async (described, chances) => {
          const records = recordsOf(
            described.map(({ hour, kind }, index) => ({
              data: kinds[kind]?.(lineOf(fieldsWithId, { 'x-edge-request-id': requestId(index) })) ?? '',
              arrival: `2026-11-20T1${hour}:30:00.000Z`,
            })),
          );
          const lake = new Map<string, Buffer>();
          let failures = 0;
          const consume = (part: readonly TestRecord[]): void => {
            const { objects } = transform.transform(batchOf(part), 0);
            const [fails, halves, stored] = chances.next().value as [boolean, boolean, number];
            const failed = fails && failures++ < 8;
            for (const [index, { key, body }] of objects.entries()) {
              if (!failed || ((stored >>> index) & 1) === 1) lake.set(key, body);
            }
            if (!failed) return;
            const middle = Math.ceil(part.length / 2);
            if (!halves || part.length === 1) consume(part);
            else [part.slice(0, middle), part.slice(middle)].forEach(consume);
          };
          consume(records);

          const whole = transform.transform(batchOf(records), 0);
          const inLake = [...lake].map(([key, body]) => ({ key, body, contentType: '', records: 0 }));
          expect(await readContent(inLake)).toEqual(await readContent(whole.objects));
        },
      ),
      { numRuns: propertyRuns(60) },
    );
  });
});

/** Returns the rows and quarantined records of objects by partition, in an order that does not depend on the files. */
async function readContent(objects: TransformResult['objects']): Promise<string[]> {
  const tables = await Promise.all(
    objects
      .filter(({ key }) => key.startsWith('raw/'))
      .map(async ({ key, body }): Promise<[string, Columns]> => [key, await readByHyparquet(body)]),
  );
  const rows = tables.flatMap(([key, table]) =>
    (table['x_edge_request_id'] ?? []).map((id) => `${key.split('/').slice(0, 3).join('/')} ${id}`),
  );
  const quarantined = quarantineOf({ objects } as unknown as TransformResult);
  return [...rows, ...quarantined.map((entry) => JSON.stringify(entry))].sort();
}
