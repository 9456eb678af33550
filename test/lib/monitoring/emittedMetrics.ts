import { fields } from '../../../core/fields/catalog.ts';
import { detailNames } from '../../../core/metrics/detailDefinitions.ts';
import { compactionMetrics } from '../../../lambda/compaction/compactionMetrics.ts';
import { writeHealthMetrics } from '../../../lambda/consumer/healthMetrics.ts';
import { lineOf } from '../../support/records.ts';
import { metricsSettings, transformLines } from '../../support/transforming.ts';
import { writtenMetrics } from '../../support/writtenMetrics.ts';

/** A metric that is sent: its name, and the names of all its dimensions. */
export interface EmittedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly string[];
}

/**
 * Metrics of the AWS services that a pipeline uses. Kinesis: developer guide, 'Monitor the Amazon Kinesis Data
 * Streams service with Amazon CloudWatch', basic stream-level metrics. Lambda: developer guide, 'Types of metrics
 * for Lambda functions' and 'Viewing metrics for Lambda functions', the mapping's by the group EventCount for
 * Kinesis. Read in November 2026.
 */
const ofAws: readonly (readonly [namespace: string, dimension: string, names: readonly string[]])[] = [
  [
    'AWS/Kinesis',
    'StreamName',
    [
      'GetRecords.Bytes',
      'GetRecords.IteratorAgeMilliseconds',
      'GetRecords.Latency',
      'GetRecords.Records',
      'GetRecords.Success',
      'IncomingBytes',
      'IncomingRecords',
      'PutRecord.Bytes',
      'PutRecord.Latency',
      'PutRecord.Success',
      'PutRecords.Bytes',
      'PutRecords.Latency',
      'PutRecords.Success',
      'PutRecords.TotalRecords',
      'PutRecords.SuccessfulRecords',
      'PutRecords.FailedRecords',
      'PutRecords.ThrottledRecords',
      'ReadProvisionedThroughputExceeded',
      'WriteProvisionedThroughputExceeded',
    ],
  ],
  [
    'AWS/Lambda',
    'FunctionName',
    [
      'Invocations',
      'Errors',
      'Throttles',
      'Duration',
      'IteratorAge',
      'ConcurrentExecutions',
      'DestinationDeliveryFailures',
    ],
  ],
  [
    'AWS/Lambda',
    'EventSourceMappingUUID',
    [
      'PolledEventCount',
      'FilteredOutEventCount',
      'InvokedEventCount',
      'FailedInvokeEventCount',
      'DroppedEventCount',
      'OnFailureDestinationDeliveredEventCount',
    ],
  ],
  // Step Functions: developer guide, 'Monitoring Step Functions metrics using Amazon CloudWatch'.
  [
    'AWS/States',
    'StateMachineArn',
    [
      'ExecutionsStarted',
      'ExecutionsSucceeded',
      'ExecutionsFailed',
      'ExecutionsTimedOut',
      'ExecutionsAborted',
    ],
  ],
];

const arrival = '2026-11-20T13:05:00Z';

/** Returns all metrics that a pipeline, and AWS on its behalf, sends if all fields are logged. */
export async function emittedMetrics(): Promise<EmittedMetric[]> {
  return [
    ...metricsOfAws(),
    ...metricsOfTraffic(),
    ...(await metricsOfConsumer()),
    ...(await metricsOfCompaction()),
  ];
}

function metricsOfAws(): EmittedMetric[] {
  return ofAws.flatMap(([namespace, dimension, names]) =>
    names.map((name) => ({ namespace, name, dimensions: [dimension] })),
  );
}

/** Returns the metrics that the consumer puts for a record with a value in every field. */
function metricsOfTraffic(): EmittedMetric[] {
  const names = fields.map((field) => field.name);
  const values = Object.fromEntries(
    names.filter((name) => name.startsWith('cmcd-')).map((name) => [name, '1']),
  );
  const timestamp = `${Date.parse(arrival) / 1000}.000`;
  const line = lineOf(names, { ...values, 'cmcd-object-type': 'v', timestamp });
  const { metrics } = transformLines(names, [line], {
    metrics: metricsSettings({ additional: detailNames }),
    now: arrival,
  });
  return metrics.map(({ name, dimensions }) => ({
    namespace: 'CloudFront/RealtimeLogs',
    name,
    dimensions: Object.keys(dimensions),
  }));
}

/** Returns the health metrics in the consumer's log, in the format that CloudWatch reads. */
async function metricsOfConsumer(): Promise<EmittedMetric[]> {
  const now = Date.parse(arrival);
  const written = await writtenMetrics(() =>
    writeHealthMetrics('any', {
      health: {
        records: 1,
        recordBytes: 1,
        rows: 1,
        quarantined: 0,
        ofUnknownLayout: 0,
        malformedValues: 0,
        implausibleValues: 0,
        suspectRows: 0,
        suspectFields: [],
        rowsByLayout: { '1-46': 1 },
        oldestEvent: now,
        meanEvent: now,
      },
      totals: { Requests: 1, '5xxCount': 0, CacheHits: 0, CacheLookups: 0 },
      lakeBytes: 1,
      lostMetrics: 0,
      now,
    }),
  );
  return namesOf(written);
}

/** Returns the metrics in the log of the compaction's planner. */
async function metricsOfCompaction(): Promise<EmittedMetric[]> {
  const events = compactionMetrics('any', () => Date.parse(arrival));
  const written = await writtenMetrics(() => {
    events.onState({ watermark: 0, lateMarks: 0 });
    events.onProof({ missing: 0, doubled: 0, unidentified: 0 });
    events.onWatermark(0);
  });
  return namesOf(written);
}

function namesOf(written: Awaited<ReturnType<typeof writtenMetrics>>): EmittedMetric[] {
  return written.flatMap(({ namespace, data }) =>
    data.map(({ MetricName = '', Dimensions = [] }) => ({
      namespace,
      name: MetricName,
      dimensions: Dimensions.map(({ Name = '' }) => Name),
    })),
  );
}
