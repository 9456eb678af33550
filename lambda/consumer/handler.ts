import type { Context, KinesisStreamEvent } from 'aws-lambda';
import type { BatchHealth } from '../../core/batchHealth.ts';
import type { ConsumerSettings } from '../../core/consumerSettings.ts';
import { GrowingLayouts } from '../../core/layouts/layoutSource.ts';
import { layoutsInUse } from '../../core/layouts/layoutTimes.ts';
import { SeriesLimit } from '../../core/metrics/seriesLimit.ts';
import { trafficTotals } from '../../core/metrics/trafficTotals.ts';
import { toOneLine } from '../../core/oneLine.ts';
import { readEvent } from '../../core/records/event.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { Transform, type TransformResult } from '../../core/transform.ts';
import { readLayouts } from '../lake/readLayouts.ts';
import { PolicySource } from '../sensitivity/policySource.ts';
import type { Clients } from './clients.ts';
import { writeHealthMetrics } from './healthMetrics.ts';
import { createOtlpExport } from './otlpExport.ts';
import { type MetricsOutcome, putMetrics } from './putMetrics.ts';
import { putLateMarks, putObjects } from './putObjects.ts';

/** Milliseconds before the function's deadline at which puts are stopped, so that no put outlives the invocation. */
const stopBeforeDeadline = 2_000;

/** Consumes batches of the stream. */
export type ConsumerHandler = (
  event: KinesisStreamEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<void>;

/**
 * Creates the handler. It puts a batch's objects into the lake, then its metrics. If an object can't be put, the entire
 * batch fails and is retried. A record that can't be read goes to quarantine and doesn't fail the batch.
 */
export function createHandler(settings: ConsumerSettings, clients: Clients): ConsumerHandler {
  const { s3, cloudWatch, secrets } = clients;
  const layouts = new GrowingLayouts((signal) => readLayouts(s3, settings.lakeBucket, signal));
  const limit = new SeriesLimit(settings.metricSeriesLimit, settings.metricSeries);
  const batch = new RecordBatch();
  const otlp = createOtlpExport(settings, clients);
  const policySource = new PolicySource(settings.policy, secrets);
  let transform: Transform | undefined;

  return async (event, context) => {
    const stop = new AbortController();
    const deadline = setTimeout(
      () => stop.abort(new Error('stopped before the deadline of the function')),
      Math.max(0, context.getRemainingTimeInMillis() - stopBeforeDeadline),
    );
    try {
      readEvent(event, batch);
      const { objects, metrics, otlpRequests, health } = await transformBatch(stop.signal);
      // Strings of this event that stay reachable would be copied repeatedly by the garbage collection of the
      // next one.
      batch.reset('');
      await putObjects(s3, settings.lakeBucket, objects, stop.signal);
      const now = Date.now();
      await putLateMarks(s3, settings.lakeBucket, objects, stop.signal, now);
      const [put, sent] = await Promise.all([
        putMetrics(cloudWatch, settings.metricNamespace, metrics, stop.signal),
        otlp?.send(otlpRequests, stop.signal),
      ]);
      warnOfLost(put, `of ${metrics.length} metrics did not reach CloudWatch`);
      if (sent) warnOfLost(sent, `of ${otlpRequests.length} OTLP requests were not accepted completely`);
      if (health.suspectRows > 0) console.warn(warningOfSuspects(health));
      const lakeBytes = objects.reduce((sum, { body }) => sum + body.length, 0);
      const totals = trafficTotals(metrics);
      writeHealthMetrics(settings.pipelineName, {
        health,
        totals,
        lakeBytes,
        lostMetrics: put.lost + (sent?.lost ?? 0),
        now,
      });
    } finally {
      clearTimeout(deadline);
    }
  };

  /** Transforms the batch, and transforms it again if new layouts were read that its records may have. */
  async function transformBatch(signal: AbortSignal): Promise<TransformResult> {
    transform ??= await newTransform(signal);
    const result = transform.transform(batch, Date.now());
    if (result.health.ofUnknownLayout === 0 || !(await layouts.refresh(Date.now(), signal))) return result;
    transform = await newTransform(signal);
    return transform.transform(batch, Date.now());
  }

  async function newTransform(signal: AbortSignal): Promise<Transform> {
    const policy = await policySource.read(signal);
    await layouts.refresh(Date.now(), signal);
    const { compression, samplingRate, additionalMetrics, metricExport } = settings;
    const hasClassic = metricExport?.classicMetrics !== false;
    return new Transform({
      layouts: layoutsInUse(layouts.layouts, Date.now()),
      policy,
      compression,
      metrics: hasClassic ? { limit, samplingRate, additional: additionalMetrics } : undefined,
      otlp: otlp?.metrics,
    });
  }
}

function warningOfSuspects({ suspectRows, suspectFields, rowsByLayout }: BatchHealth): string {
  return (
    `In ${suspectRows} rows, nearly all values of ${suspectFields.join(', ')} don't have the type or form of the field: ` +
    `the records probably have other fields than their layout (${Object.keys(rowsByLayout).join(', ')}).`
  );
}

function warnOfLost({ lost, reason }: MetricsOutcome, what: string): void {
  if (reason !== undefined) console.warn(`${lost} ${what}: ${toOneLine(reason)}`);
}
