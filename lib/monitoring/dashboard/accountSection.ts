import { SingleValueWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { computedMetric } from '../metrics/pipelineMetric.ts';
import { createGraph, dashboardWidth, thresholdLine } from './graph.ts';
import type { Section, SectionProps } from './section.ts';

/** Section that shows whether every record is accounted for. */
export function accountSection(props: SectionProps): Section {
  const { stream, consumer, health } = props.metrics;
  const { alarms } = props.settings;
  const parts = {
    incoming: stream.incomingRecords(),
    rows: health.of('Rows', 'Rows in the lake'),
    quarantined: health.of('QuarantinedRecords', 'Quarantined'),
    failed: consumer.failedRecords(),
    lost: consumer.lostRecords(),
  };
  const difference = computedMetric({
    expression: 'incoming - rows - quarantined - failed - lost',
    using: parts,
    label: 'Not yet accounted for',
  });
  return {
    title: 'Every record accounted for',
    text: 'Every incoming record becomes a row, is quarantined, or is stored in the failure bucket. Over hours, the difference is the number of records in progress. Records that are delivered twice count twice.',
    rows: [
      [
        new SingleValueWidget({
          title: 'Records in the selected time range',
          metrics: [...Object.values(parts), difference],
          setPeriodToTimeRange: true,
          fullPrecision: true,
          width: dashboardWidth,
          height: 3,
        }),
      ],
      [
        createGraph({
          title: 'Records',
          metrics: [parts.incoming, parts.rows],
          unit: 'records/min',
          width: 8,
        }),
        createGraph({
          title: 'Rows by layout',
          metrics: [health.rowsByLayout()],
          unit: 'rows/min',
          width: 8,
          stacked: true,
        }),
        createGraph({
          title: 'Quarantined records',
          metrics: [health.quarantineRate()],
          unit: '% of records',
          width: 8,
          annotations: thresholdLine(alarms.quarantineRate, 'Alarm'),
        }),
      ],
      [
        createGraph({
          title: 'Failed and lost records',
          metrics: [parts.failed, parts.lost],
          unit: 'records/min',
          width: 12,
          stacked: true,
        }),
        createGraph({
          title: "Values that don't parse as their column's type",
          metrics: [health.of('MalformedValues', 'Malformed values')],
          unit: 'values/min',
          width: 12,
        }),
      ],
    ],
  };
}
