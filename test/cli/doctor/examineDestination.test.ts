import type { DestinationCalls } from '../../../cli/doctor/destinationCalls.ts';
import { examineDestination } from '../../../cli/doctor/examineDestination.ts';
import type { DeployedDestination } from '../../../core/destinations/deployedDestination.ts';

const now = Date.parse('2026-11-20T13:05:00Z');
const direct: DeployedDestination = {
  name: 'search',
  type: 'opensearch',
  via: 'direct',
  functionName: 'delivery',
  failureBucket: 'failures',
  mappingId: 'uuid',
};
const firehose: DeployedDestination = { ...direct, via: 'firehose', deliveryStream: 'stream' };

const failureOf = (functionName: string) =>
  Buffer.from(
    JSON.stringify({
      requestContext: { functionArn: `arn:aws:lambda:eu-west-1:123456789012:function:${functionName}` },
    }),
  );
const objects = (...keys: string[]) => keys.map((key) => ({ key, lastModified: '2026-11-20T12:00:00.000Z' }));

/** Returns the findings as text. */
async function find(
  destination: DeployedDestination,
  metrics: Readonly<Record<string, readonly number[]>>,
  calls: Partial<DestinationCalls> = {},
): Promise<string[]> {
  const findings = await examineDestination({
    destination,
    now,
    calls: {
      metric: async ({ name }) => metrics[name] ?? [],
      listLake: async () => [],
      stream: async () => ({ RetentionPeriodHours: 24 }) as never,
      mapping: async () => ({ State: 'Enabled', LastProcessingResult: 'OK' }),
      listFailures: async () => [],
      getFailure: async () => failureOf('delivery'),
      ...calls,
    },
  });
  return findings.map(({ subject, state, text }) => `${subject} ${state}: ${text}`);
}

describe('examineDestination', () => {
  it('reports a healthy destination with direct delivery', async () => {
    expect(await find(direct, { IteratorAge: [1500], Errors: [0] })).toEqual([
      'mapping ok: the mapping is Enabled, last result: OK',
      'lag ok: the destination is 1.5 s behind',
      'function ok: no invocation failed in the last hour',
      'failed batches ok: none',
      'rejected ok: the receiver rejected no documents in the last 24 hours',
    ]);
  });

  it('reports problems of a destination with direct delivery, only for its own batches', async () => {
    const found = await find(
      direct,
      { IteratorAge: [9_000_000], Errors: [2, 1] },
      {
        mapping: async () => ({ State: 'Disabled' }),
        listFailures: async (prefix) =>
          prefix.startsWith('aws/')
            ? objects('aws/a', 'aws/b', 'aws/c')
            : objects('destinations/search/refused/a'),
        listLake: async () => objects('replayed/aws/c'),
        getFailure: async (key) => failureOf(key === 'aws/b' ? 'other' : 'delivery'),
      },
    );
    expect(found).toEqual([
      'mapping wrong: the mapping is Disabled, last result: nothing yet',
      'lag wrong: the destination is 9,000 s behind, and records expire after 24 hours',
      'function wrong: 3 invocations failed in the last hour',
      'failed batches wrong: 1 batch in failures not yet delivered',
      'rejected wrong: the receiver rejected documents of 1 batch in the last 24 hours',
    ]);
  });

  it('reports the freshness and the failures of Firehose', async () => {
    const name = 'DeliveryToAmazonOpenSearchService.DataFreshness';
    expect(await find(firehose, { [name]: [60] })).toEqual([
      'freshness ok: documents wait up to 60 s',
      'function ok: no invocation failed in the last hour',
      'failures ok: nothing failed in the last 24 hours',
    ]);
    const listFailures = async () =>
      objects('destinations/search/staging/a', 'destinations/search/processing-failed/a');
    expect(await find(firehose, { [name]: [2000] }, { listFailures })).toEqual([
      'freshness wrong: documents wait up to 2,000 s',
      'function ok: no invocation failed in the last hour',
      'failures wrong: 1 object of the last 24 hours under destinations/search/ in failures',
    ]);
  });

  it('reports a check that could not run', async () => {
    const mapping = async () => {
      throw new Error('expected x, got y');
    };
    expect((await find(direct, {}, { mapping }))[0]).toBe('mapping unchecked: could not be checked');
  });
});
