import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { MetricName } from '../../../core/metrics/definitions.ts';
import type { PipelineSettings } from '../../settings/pipelineSettings.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';

/** What widgets are made of. */
export interface SectionProps {
  readonly settings: PipelineSettings;
  readonly metrics: PipelineMetrics;
  /** Whether the fields of a metric of the traffic are logged. */
  readonly has: (name: MetricName) => boolean;
}

/** A part of the dashboard: one question of an operator. */
export interface Section {
  readonly title: string;
  /** What the numbers are, in a sentence or two. */
  readonly text: string;
  /** Widgets by row; none if none of their fields are logged. */
  readonly rows: readonly (readonly IWidget[])[];
}
