import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CloudWatchClient,
  PutMetricDataCommand,
  type MetricDatum as SdkDatum,
} from '@aws-sdk/client-cloudwatch';
import type { MetricDatum } from '../../core/metrics/datum.ts';

/** Limits of one call (CloudWatch API reference, PutMetricData, November 2026: 1,000 metrics and 1 MB). */
const maxData = 1_000;
const maxBytes = 900_000;

/** Upper bounds of the size of a datum, and of each value with its count, in bytes. */
const bytesOfDatum = 700;
const bytesOfValue = 50;

const attempts = 3;
const firstPause = 100;

/** Metrics that did not reach CloudWatch. */
export interface MetricsOutcome {
  readonly lost: number;
  /** Reason of the first failure. */
  readonly reason?: string;
}

/**
 * Puts metrics and waits until every call has ended. A failure is returned, never thrown: the lake has the records.
 *
 * A call that CloudWatch rejected because of load is retried. A call whose connection broke is not retried, because
 * CloudWatch may have counted it.
 */
export async function putMetrics(
  cloudWatch: CloudWatchClient,
  namespace: string,
  data: readonly MetricDatum[],
  signal: AbortSignal,
): Promise<MetricsOutcome> {
  const calls = splitIntoCalls(data);
  const outcomes = await Promise.allSettled(
    calls.map((call) => putOnce(cloudWatch, namespace, call, signal)),
  );
  let lost = 0;
  let reason: string | undefined;
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.status === 'fulfilled') continue;
    lost += calls[index]?.length ?? 0;
    reason ??= String(outcome.reason);
  }
  return reason === undefined ? { lost } : { lost, reason };
}

/** Splits data into calls that CloudWatch accepts. */
function splitIntoCalls(data: readonly MetricDatum[]): MetricDatum[][] {
  const calls: MetricDatum[][] = [];
  let call: MetricDatum[] = [];
  let bytes = 0;
  for (const datum of data) {
    const size = bytesOfDatum + bytesOfValue * (datum.values?.length ?? 0);
    if (call.length === maxData || (call.length > 0 && bytes + size > maxBytes)) {
      calls.push(call);
      call = [];
      bytes = 0;
    }
    call.push(datum);
    bytes += size;
  }
  if (call.length > 0) calls.push(call);
  return calls;
}

async function putOnce(
  cloudWatch: CloudWatchClient,
  namespace: string,
  data: readonly MetricDatum[],
  signal: AbortSignal,
): Promise<void> {
  const command = new PutMetricDataCommand({ Namespace: namespace, MetricData: data.map(toSdkDatum) });
  for (let attempt = 1; ; attempt++) {
    try {
      await cloudWatch.send(command, { abortSignal: signal });
      return;
    } catch (error) {
      if (attempt === attempts || !wasRefused(error)) throw error;
      await sleep(firstPause * 2 ** attempt * Math.random(), undefined, { signal });
    }
  }
}

/** Whether CloudWatch rejected a call because of load. It then counted nothing. */
function wasRefused(error: unknown): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  const name = (error as Error).name;
  return status === 429 || status === 503 || name.includes('Throttl');
}

function toSdkDatum({ name, unit, dimensions, timestamp, value, values, counts }: MetricDatum): SdkDatum {
  return {
    MetricName: name,
    Unit: unit,
    Timestamp: new Date(timestamp),
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    ...(values === undefined ? { Value: value } : { Values: [...values], Counts: [...(counts ?? [])] }),
  };
}
