import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';

/** An alarm of a destination, without its actions. */
export interface DestinationAlarm {
  /** Part of the alarm's name and of the runbook's heading. */
  readonly kind: 'Behind' | 'Failures' | 'Transformation' | 'Throttled';
  readonly metric: Metric | MathExpression;
  readonly threshold: number;
  readonly comparison: ComparisonOperator;
  /** What has happened, and what to do. */
  readonly text: string;
}

const period = Duration.minutes(5);

/** A destination and its alarms. */
export interface WatchedDestination {
  readonly scope: Construct;
  readonly name: string;
  readonly via: 'direct' | 'firehose';
  readonly alarms: readonly DestinationAlarm[];
}

/** Number of periods that an alarm evaluates, and how many of them must breach the threshold. */
const periods = 3;
const breachingPeriods: Readonly<Record<DestinationAlarm['kind'], number>> = {
  Behind: 2,
  Failures: 1,
  Transformation: 1,
  Throttled: 3,
};

/** Throttled reads in five minutes that make a reader fall behind: a tenth of one reader's reads of a shard. */
const throttledReads = 30;

/** Seconds that documents may wait in addition to the buffering time. */
const longestWait = 900;

/** Returns a metric with a period of five minutes. */
function metricOf(
  namespace: string,
  metricName: string,
  dimensions: Readonly<Record<string, string>>,
  statistic: string,
): Metric {
  return new Metric({ namespace, metricName, dimensionsMap: { ...dimensions }, statistic, period });
}

/**
 * Returns the alarms of a delivery stream (Firehose developer guide, 'Monitor with CloudWatch metrics', November 2026).
 *
 * @param prefix first part of the metric names, which depends on the type, such as `DeliveryToSplunk`
 * @param bufferSeconds how long Firehose buffers documents
 * @param failedRecords metric that counts the records that could not be transformed
 */
export function firehoseAlarms(
  deliveryStream: string,
  prefix: string,
  bufferSeconds: number,
  failedRecords: Metric,
): DestinationAlarm[] {
  const dimensions = { DeliveryStreamName: deliveryStream };
  return [
    {
      kind: 'Behind',
      metric: metricOf('AWS/Firehose', `${prefix}.DataFreshness`, dimensions, 'Maximum'),
      threshold: bufferSeconds + longestWait,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      text: 'Documents are delivered too late. Read the log of the delivery stream.',
    },
    {
      kind: 'Failures',
      metric: metricOf('AWS/Firehose', `${prefix}.Success`, dimensions, 'Average'),
      threshold: 1,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      text: "The receiver didn't accept all documents. Read the log of the delivery stream, and the error output.",
    },
    {
      kind: 'Transformation',
      metric: new MathExpression({
        expression: 'FILL(failed, 0) + IF(FILL(success, 1) < 1, 1, 0)',
        usingMetrics: {
          failed: failedRecords,
          success: metricOf('AWS/Firehose', 'ExecuteProcessing.Success', dimensions, 'Average'),
        },
        label: 'Records that were not transformed',
        period,
      }),
      threshold: 0,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      text: 'Records were not transformed into documents. Read the log of the function, and the error output.',
    },
    {
      kind: 'Throttled',
      metric: metricOf('AWS/Firehose', 'ThrottledGetRecords', dimensions, 'Sum'),
      threshold: throttledReads,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      text: 'The stream throttles reads, because all readers share the read throughput of a shard.',
    },
  ];
}

/**
 * Returns the alarms of a direct delivery.
 *
 * @param giveUpSeconds age at which Lambda stops retrying a record
 */
export function directAlarms(
  functionName: string,
  mappingId: string,
  giveUpSeconds: number,
  /** Stream whose read throughput the delivery shares; undefined with enhanced fan-out, which has its own throughput. */
  sharedStream: string | undefined,
): DestinationAlarm[] {
  const ofMapping = { EventSourceMappingUUID: mappingId };
  return [
    {
      kind: 'Behind',
      metric: metricOf('AWS/Lambda', 'IteratorAge', { FunctionName: functionName }, 'Maximum'),
      threshold: giveUpSeconds * 100,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      text: 'Records have waited for a tenth of the time after which Lambda stops retrying them. Read the log of the function.',
    },
    {
      kind: 'Failures',
      metric: metricOf('AWS/Lambda', 'OnFailureDestinationDeliveredEventCount', ofMapping, 'Sum'),
      threshold: 0,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      text: 'Batches failed after all retries and are in the failure bucket of the destinations. Read the log of the function.',
    },
    ...(sharedStream === undefined
      ? []
      : [
          {
            kind: 'Throttled' as const,
            metric: metricOf(
              'AWS/Kinesis',
              'ReadProvisionedThroughputExceeded',
              { StreamName: sharedStream },
              'Sum',
            ),
            threshold: throttledReads,
            comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
            text: 'The stream throttles reads, because all readers share the read throughput of a shard.',
          },
        ]),
  ];
}

/** Creates the alarms of a destination. */
export function makeDestinationAlarms(
  scope: Construct,
  name: string,
  alarms: readonly DestinationAlarm[],
  { settings, topic }: { readonly settings: PipelineSettings; readonly topic: ITopic },
): Alarm[] {
  const action = new SnsAction(topic);
  return alarms.map(({ kind, metric, threshold, comparison, text }) => {
    const alarm = new Alarm(scope, `${kind}Alarm`, {
      alarmName: `${settings.name} Destination ${kind.toLowerCase()}: ${name}`,
      alarmDescription: `Destination ${name}. ${text} See ${settings.runbookUrl}#destination-${kind.toLowerCase()}`,
      metric,
      threshold,
      comparisonOperator: comparison,
      evaluationPeriods: periods,
      datapointsToAlarm: breachingPeriods[kind],
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    return alarm;
  });
}
