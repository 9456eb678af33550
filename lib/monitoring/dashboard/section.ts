import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { MetricName } from '../../../core/metrics/definitions.ts';
import type { PipelineSettings } from '../../settings/pipelineSettings.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';

/** Input of the functions that make sections. */
export interface SectionProps {
  readonly settings: PipelineSettings;
  readonly metrics: PipelineMetrics;
  /** Whether the fields of a metric of the traffic are logged. */
  readonly has: (name: MetricName) => boolean;
}

/** A section of the dashboard, which answers one question of an operator. */
export interface Section {
  readonly title: string;
  /** Explains the numbers in a sentence or two. */
  readonly text: string;
  /** Widgets by row; empty if none of their fields are logged. */
  readonly rows: readonly (readonly IWidget[])[];
}
