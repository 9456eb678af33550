import type { AthenaClient } from '@aws-sdk/client-athena';
import { CreateStreamCommand, type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { athenaCalls } from '../../../cli/aws/athenaCalls.ts';
import { findRequest } from '../../../cli/find/findRequest.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { fixedLayouts } from '../../../core/layouts/layoutSource.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import type { Endpoint } from '../../../emulator/endpoints/endpoint.ts';
import { startKinesisEndpoint } from '../../../emulator/endpoints/kinesis/kinesisEndpoint.ts';
import { kinesisClient } from '../../emulator/fixtures/clients.ts';
import { linesOf, requestId } from '../../support/records.ts';
import { answeringClient, serviceError } from '../answeringClient.ts';
import { ManualClock } from '../stream/manualClock.ts';
import { resultOf } from './athenaAnswers.ts';

const fields = ['timestamp', 'sc-status', 'cs-uri-stem', 'x-edge-request-id'];
const columns = ['file', 'timestamp', 'sc_status', 'cs_uri_stem', 'x_edge_request_id'];
const nothing = resultOf(columns, []);
const inLake = resultOf(columns, [
  {
    file: 's3://lake/raw/file.parquet',
    timestamp: '2026-11-20 13:00:00.123',
    sc_status: '200',
    cs_uri_stem: '/lake',
    x_edge_request_id: requestId(1),
  },
]);

let clock: ManualClock;
let endpoint: Endpoint;
let kinesis: KinesisClient;

beforeAll(async () => {
  clock = new ManualClock('2026-11-20T13:05:00Z');
  endpoint = await startKinesisEndpoint({ now: clock.now });
  kinesis = kinesisClient(endpoint.url);
  await kinesis.send(new CreateStreamCommand({ StreamName: 'logs', ShardCount: 2 }));
  const Records = linesOf(fields, 50).map((line, index) => ({
    Data: Buffer.from(line),
    PartitionKey: `${index}`,
  }));
  await kinesis.send(new PutRecordsCommand({ StreamName: 'logs', Records }));
});

afterAll(async () => {
  kinesis.destroy();
  await endpoint.close();
});

function find(
  id: string,
  {
    results = nothing as unknown,
    around = undefined as number | undefined,
    logged = fields,
    streamName = 'logs',
  } = {},
) {
  const athena = answeringClient<AthenaClient>({
    StartQueryExecution: { QueryExecutionId: 'a1b2c3d4' },
    GetQueryExecution: {
      QueryExecution: { Status: { State: 'SUCCEEDED' }, Statistics: { DataScannedInBytes: 10 } },
    },
    GetQueryResults: results,
    StopQueryExecution: {},
  });
  const place = { workgroup: 'logs', database: 'logs_db' };
  const outcome = findRequest({
    pipeline: {
      kinesis,
      streamName,
      layouts: fixedLayouts(expectedLayouts(logged)),
      policy: defaultSensitivityPolicy,
    },
    athena: athenaCalls(athena, place),
    requestId: id,
    around,
    clock,
    signal: new AbortController().signal,
    onProgress() {},
  });
  return { athena, outcome };
}

describe('findRequest', () => {
  it('finds a request in the lake', async () => {
    const { outcome } = find(requestId(1), { results: inLake, around: Date.parse('2026-11-19T13:00:00Z') });

    expect((await outcome).request?.place).toBe('s3://lake/raw/file.parquet');
    expect((await outcome).lake).toEqual({ hours: 1, scannedBytes: 10 });
  });

  it("finds a request in the stream's last minutes", async () => {
    const { request } = await find(requestId(7)).outcome;

    expect(request?.place).toMatch(/^the stream 'logs', shardId-00000000000\d, record \d+$/);
    expect(Object.fromEntries(request?.values ?? [])).toMatchObject({
      'x-edge-request-id': requestId(7),
      'sc-status': 200,
    });
  });

  it('returns undefined if the request is not found, with the searched hours', async () => {
    const { request, hours, lake } = await find(requestId(77)).outcome;

    expect(request).toBeUndefined();
    expect(hours).toHaveLength(25);
    expect(lake).toEqual({ hours: 25, scannedBytes: 250 });
  });

  it('does not read the stream for a request of another day', async () => {
    const { request } = await find(requestId(7), { around: Date.parse('2026-11-19T13:00:00Z') }).outcome;

    expect(request).toBeUndefined();
  });

  it('finds a request in one place if the other cannot be searched', async () => {
    const denied = serviceError('AccessDeniedException', 'not authorized to perform: athena:GetQueryResults');

    expect((await find(requestId(7), { results: denied }).outcome).request).toBeDefined();
    expect((await find(requestId(1), { results: inLake, streamName: 'none' }).outcome).request).toBeDefined();
    await expect(find(requestId(77), { results: denied }).outcome).rejects.toBe(denied);
  });

  it('reports that request IDs are not logged', async () => {
    await expect(find(requestId(1), { logged: ['timestamp', 'sc-status'] }).outcome).rejects.toThrow(
      'expected the field x-edge-request-id to be logged, got 2 fields without it; add it to the option fields and deploy, so that later requests can be found',
    );
  });
});
