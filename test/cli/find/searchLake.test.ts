import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AthenaClient } from '@aws-sdk/client-athena';
import { athenaCalls } from '../../../cli/aws/athenaCalls.ts';
import { queryOfHour, searchLake } from '../../../cli/find/searchLake.ts';
import { hourOf } from '../../../core/lake/keys.ts';
import { Lake } from '../../../emulator/lake.ts';
import { arrivalOfBatches } from '../../support/batches.ts';
import { linesOf, requestId } from '../../support/records.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { transformLines } from '../../support/transforming.ts';
import { answeringClient } from '../answeringClient.ts';
import { ManualClock } from '../stream/manualClock.ts';
import { athenaAnswers, resultOf } from './athenaAnswers.ts';

const folder = temporaryFolder();
const hour = hourOf(Date.parse(arrivalOfBatches));
const fields = ['timestamp', 'sc-status', 'cs-uri-stem', 'x-edge-request-id', 'time-taken', 'cs-referer'];

const row = {
  file: 's3://lake/raw/arrival_day=2026-11-20/arrival_hour=13/shardId-000000000001-4959.parquet',
  timestamp: '2026-11-20 13:04:59.123',
  sc_status: '0',
  time_taken: '0.057',
  cs_uri_stem: '/',
  cs_referer: null,
  x_edge_request_id: requestId(1),
  asn: null,
  malformed_values: 'sc-bytes=many',
  arrival_day: '2026-11-20',
};

function search(GetQueryResults: unknown, hours = [hour, hour - 1, hour - 2]) {
  const succeeded = { Status: { State: 'SUCCEEDED' }, Statistics: { DataScannedInBytes: 1_000_000 } };
  const athena = answeringClient<AthenaClient>({
    ...athenaAnswers({}),
    GetQueryExecution: { QueryExecution: succeeded },
    GetQueryResults,
  });
  const clock = new ManualClock(arrivalOfBatches);
  const progress = { hours: 0, scannedBytes: 0 };
  const found = searchLake({
    calls: athenaCalls(athena, { workgroup: 'logs', database: 'logs_db' }),
    sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
    signal: new AbortController().signal,
    requestId: requestId(1),
    hours,
    fields,
    progress,
    onProgress() {},
  });
  return { athena, progress, found };
}

const nothing = resultOf(Object.keys(row), []);

describe('the query of an hour', () => {
  it('reads one arrival hour, and the possible days of its requests', () => {
    expect(queryOfHour('abc-_123==', hourOf(Date.parse('2026-11-20T05:10:00Z')))).toBe(
      `SELECT *
FROM requests
WHERE arrival_day = '2026-11-20'
  AND arrival_hour = 5
  AND day BETWEEN DATE '2026-11-13' AND DATE '2026-11-21'
  AND x_edge_request_id = 'abc-_123=='`,
    );
  });

  it('finds the request in files that the consumer wrote', async () => {
    for (const { key, body } of transformLines(fields, linesOf(fields, 20)).objects) {
      mkdirSync(dirname(join(folder, key)), { recursive: true });
      writeFileSync(join(folder, key), body);
    }
    const lake = await Lake.open(folder);
    const ask = (id: string, hourOfArrival: number) => lake.ask(queryOfHour(id, hourOfArrival));

    const [found, ...others] = await ask(requestId(7), hour);
    expect(found).toMatchObject({ x_edge_request_id: requestId(7), sc_status: 200 });
    expect(others).toEqual([]);
    expect(await ask(requestId(7), hour - 1)).toEqual([]);
    expect(await ask(requestId(20), hour)).toEqual([]);
    lake.close();
  });
});

describe('searchLake', () => {
  it("returns Athena's values in the same form as values of the stream", async () => {
    const { found } = search(resultOf(Object.keys(row), [row, row]));

    expect(await found).toEqual({
      place: row.file,
      values: new Map<string, unknown>([
        ['timestamp', Date.UTC(2026, 10, 20, 13, 4, 59, 123)],
        ['sc-status', 0],
        ['cs-uri-stem', '/'],
        ['x-edge-request-id', requestId(1)],
        ['time-taken', 0.057],
        ['cs-referer', null],
      ]),
      malformedValues: 'sc-bytes=many',
      copies: 2,
    });
  });

  it('ends at the first hour with the request', async () => {
    const { athena, progress, found } = search([nothing, resultOf(Object.keys(row), [row])]);

    expect((await found)?.copies).toBe(1);
    expect(progress).toEqual({ hours: 2, scannedBytes: 2_000_000 });
    const queries = athena.calls.filter(({ operation }) => operation === 'StartQueryExecution');
    expect(
      queries.map(({ input }) => /arrival_hour = (\d+)/.exec(String(input['QueryString']))?.[1]),
    ).toEqual(['13', '12']);
  });

  it('returns undefined if no hour has the request', async () => {
    const { progress, found } = search(nothing);

    expect(await found).toBeUndefined();
    expect(progress.hours).toBe(3);
  });
});
