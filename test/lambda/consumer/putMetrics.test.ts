import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { MetricDatum } from '../../../core/metrics/datum.ts';
import { type MetricsOutcome, putMetrics } from '../../../lambda/consumer/putMetrics.ts';
import { neverAborted, type RecordingClient, recordingClient, slowly } from './recordingClient.ts';
import { brokenConnection, cloudWatchError } from './serviceErrors.ts';

const timestamp = Date.parse('2026-11-20T13:05:00Z');

function count(value: number): MetricDatum {
  return { name: 'Requests', unit: 'Count', dimensions: { Distribution: 'd1' }, timestamp, value };
}

function distribution(values: number): MetricDatum {
  const list = Array.from({ length: values }, (_, index) => index);
  return {
    name: 'TimeTaken',
    unit: 'Milliseconds',
    dimensions: { Distribution: 'd1', CacheBehavior: '/a/*' },
    timestamp,
    values: list,
    counts: list.map(() => 1),
  };
}

function put(
  client: RecordingClient,
  data: readonly MetricDatum[],
  signal = neverAborted(),
): Promise<MetricsOutcome> {
  return putMetrics(client as unknown as CloudWatchClient, 'Web/Logs', data, signal);
}

const throttled = () => cloudWatchError('ThrottlingException', 400, 'Rate exceeded');
const unavailable = () => cloudWatchError('ServiceUnavailable', 503, 'Service is unavailable');

describe('putMetrics', () => {
  it("puts counts and histograms in CloudWatch's format", async () => {
    const client = recordingClient();
    expect(await put(client, [count(7), distribution(2)])).toEqual({ lost: 0 });
    expect(client.sent.map(({ name, input }) => [name, input])).toEqual([
      [
        'PutMetricDataCommand',
        {
          Namespace: 'Web/Logs',
          MetricData: [
            {
              MetricName: 'Requests',
              Unit: 'Count',
              Timestamp: new Date(timestamp),
              Dimensions: [{ Name: 'Distribution', Value: 'd1' }],
              Value: 7,
            },
            {
              MetricName: 'TimeTaken',
              Unit: 'Milliseconds',
              Timestamp: new Date(timestamp),
              Dimensions: [
                { Name: 'Distribution', Value: 'd1' },
                { Name: 'CacheBehavior', Value: '/a/*' },
              ],
              Values: [0, 1],
              Counts: [1, 1],
            },
          ],
        },
      ],
    ]);
  });

  it('makes no calls if there are no metrics', async () => {
    const client = recordingClient();
    expect(await put(client, [])).toEqual({ lost: 0 });
    expect(client.sent).toEqual([]);
  });

  it('puts at most 1,000 data per call, each once', async () => {
    const client = recordingClient();
    await put(
      client,
      Array.from({ length: 2001 }, (_, index) => count(index)),
    );
    const calls: { Value: number }[][] = client.sent.map(({ input }) => input.MetricData);
    expect(calls.map((data) => data.length)).toEqual([1000, 1000, 1]);
    expect(calls.flat().map(({ Value }) => Value)).toEqual(Array.from({ length: 2001 }, (_, index) => index));
  });

  it('puts less than 1 MB of JSON per call', async () => {
    const client = recordingClient();
    const name = 'x'.repeat(200);
    const data = Array.from({ length: 400 }, () => ({
      ...distribution(150),
      dimensions: { Distribution: name, CacheBehavior: name },
    }));
    await put(client, data);
    const calls = client.sent.map(({ input }) => input);
    expect(calls.flatMap(({ MetricData }) => MetricData)).toHaveLength(400);
    for (const call of calls) expect(Buffer.byteLength(JSON.stringify(call))).toBeLessThan(1_000_000);
  });

  it.each([
    ['throttles', throttled],
    ['is too busy', unavailable],
  ])('retries if CloudWatch %s, because it has counted nothing', async (_, error) => {
    let calls = 0;
    const client = recordingClient(() => {
      if (++calls < 3) throw error();
    });
    expect(await put(client, [count(1)])).toEqual({ lost: 0 });
    expect(client.sent).toHaveLength(3);
  });

  it('fails after the third rejected attempt', async () => {
    const client = recordingClient(() => {
      throw throttled();
    });
    expect(await put(client, [count(1), count(2)])).toEqual({
      lost: 2,
      reason: 'ThrottlingException: Rate exceeded',
    });
    expect(client.sent).toHaveLength(3);
  });

  it.each([
    ['broke off', brokenConnection(), 'Error: read ECONNRESET'],
    [
      'had no answer in time',
      Object.assign(new Error('socket hang up'), { name: 'TimeoutError' }),
      'TimeoutError: socket hang up',
    ],
    [
      'failed inside of CloudWatch',
      cloudWatchError('InternalServiceFault', 500, 'Request processing has failed'),
      'InternalServiceFault: Request processing has failed',
    ],
    [
      'is wrong',
      cloudWatchError('InvalidParameterValue', 400, 'The value is NaN'),
      'InvalidParameterValue: The value is NaN',
    ],
  ])('does not retry a call that %s, because it could count twice', async (_, error, reason) => {
    const client = recordingClient(() => {
      throw error;
    });
    expect(await put(client, [count(1)])).toEqual({ lost: 1, reason });
    expect(client.sent).toHaveLength(1);
  });

  it('counts only the metrics of failed calls, and returns the reason of the first failure', async () => {
    const client = recordingClient(({ input }) => {
      if (input.MetricData.length < 1000) throw cloudWatchError('InvalidParameterValue', 400, 'bad');
    });
    const data = Array.from({ length: 1005 }, (_, index) => count(index));
    expect(await put(client, data)).toEqual({ lost: 5, reason: 'InvalidParameterValue: bad' });
  });

  it('ends when it is aborted, with no calls in progress', async () => {
    const client = recordingClient(({ signal }) => slowly(60_000, signal));
    const stop = new AbortController();
    const putting = put(client, [count(1)], stop.signal);
    stop.abort();
    expect(await putting).toEqual({ lost: 1, reason: 'AbortError: Request aborted' });
    expect(client.inFlight).toBe(0);
  });

  it('does not wait for another attempt after it is aborted', async () => {
    const stop = new AbortController();
    const client = recordingClient(() => {
      stop.abort();
      throw throttled();
    });
    expect(await put(client, [count(1)], stop.signal)).toMatchObject({ lost: 1 });
    expect(client.sent).toHaveLength(1);
  });
});
