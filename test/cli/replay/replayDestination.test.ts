import { type DestinationReplay, replayDestination } from '../../../cli/replay/replayDestination.ts';
import { describeDestinationReport } from '../../../cli/replay/replayReport.ts';
import type { S3Objects } from '../../../cli/replay/s3Objects.ts';

/** Objects in memory. */
class Objects {
  readonly bodies = new Map<string, Buffer>();
  async list(prefix: string) {
    return [...this.bodies.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({ key, lastModified: '2026-11-20T13:00:00.000Z' }));
  }
  async get(key: string) {
    return this.bodies.get(key) ?? Buffer.alloc(0);
  }
  async put(key: string, body: Buffer) {
    this.bodies.set(key, body);
  }
}

const arnOf = (functionName: string) => `arn:aws:lambda:eu-central-1:123456789012:function:${functionName}`;
const failureOf = (functionName: string, sequenceNumber: string) =>
  Buffer.from(
    JSON.stringify({
      requestContext: { functionArn: arnOf(functionName) },
      payload: JSON.stringify({
        Records: [
          {
            eventID: `shardId-000000000001:${sequenceNumber}`,
            kinesis: { sequenceNumber, data: 'YQ==', approximateArrivalTimestamp: 1795179900.123 },
          },
        ],
      }),
    }),
  );

let lake: Objects;
let failures: Objects;
beforeEach(() => {
  lake = new Objects();
  failures = new Objects();
  failures.bodies.set('aws/lambda/a', failureOf('search', '1'));
  failures.bodies.set('aws/lambda/b', failureOf('other', '2'));
  failures.bodies.set('aws/lambda/c', failureOf('search', '3'));
});

function replay(invoke: DestinationReplay['invoke'], dryRun = false) {
  return replayDestination({
    lake: lake as unknown as S3Objects,
    failures: failures as unknown as S3Objects,
    functionName: 'search',
    invoke,
    dryRun,
    onProgress: () => {},
    signal: new AbortController().signal,
  });
}

const delivered = async () => ({ payload: '{"delivered":1,"refused":0,"unreadable":0}' });

describe('replayDestination', () => {
  it('invokes the function once, with only its own batches', async () => {
    const invoke = jest.fn(delivered);
    const first = await replay(invoke);
    expect(first).toEqual({
      found: 2,
      before: 0,
      replayed: 2,
      records: 2,
      rows: 2,
      unreadable: 0,
      failures: [],
    });
    const sequenceNumbers = invoke.mock.calls.map(
      ([event]: string[]) => JSON.parse(event).Records[0].kinesis.sequenceNumber,
    );
    expect(sequenceNumbers).toEqual(['1', '3']);
    expect(await replay(invoke)).toMatchObject({ found: 2, before: 2, replayed: 0 });
    expect(invoke).toHaveBeenCalledTimes(2);
  });

  it('delivers nothing in a dry run', async () => {
    const invoke = jest.fn(delivered);
    expect(await replay(invoke, true)).toMatchObject({ found: 2, replayed: 2, records: 2 });
    expect([invoke.mock.calls, [...lake.bodies]]).toEqual([[], []]);
  });

  it('reports batches that could not be delivered, and delivers them when repeated', async () => {
    const failing = async () => ({ payload: '{"errorMessage":"status 500"}', functionError: 'Unhandled' });
    const tally = await replay(failing);
    expect(describeDestinationReport(tally, 'search', false)).toEqual([
      'Batches that search did not receive: 2 found, 2 not delivered',
      '  ✗ aws/lambda/a: status 500',
      '  ✗ aws/lambda/c: status 500',
    ]);
    const again = await replay(delivered);
    expect(describeDestinationReport(again, 'search', false)).toEqual([
      'Batches that search did not receive: 2 found, 2 delivered',
      '  2 records, 2 documents delivered',
    ]);
  });
});
