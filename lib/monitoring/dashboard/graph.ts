import { Color, GraphWidget, type HorizontalAnnotation, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** Columns of a dashboard. */
export const dashboardWidth = 24;

const height = 6;

/** A graph with one axis. */
export interface GraphProps {
  readonly title: string;
  readonly metrics: readonly IMetric[];
  /** Unit of the axis. */
  readonly unit: string;
  /** Columns of 24. */
  readonly width: number;
  /** @default [] */
  readonly annotations?: readonly HorizontalAnnotation[];
  /** Upper end of the axis. @default - follows the values */
  readonly maximum?: number;
  /** @default false */
  readonly stacked?: boolean;
}

/** A line graph that starts at zero, with its unit at the axis. */
export function graph({
  title,
  metrics,
  unit,
  width,
  annotations = [],
  maximum,
  stacked = false,
}: GraphProps): GraphWidget {
  return new GraphWidget({
    title,
    width,
    height,
    stacked,
    left: [...metrics],
    leftYAxis: { label: unit, showUnits: false, min: 0, ...(maximum !== undefined && { max: maximum }) },
    leftAnnotations: [...annotations],
  });
}

/** The line at which an alarm is raised; undefined if the alarm is turned off. */
export function thresholdLine(threshold: number | false, label: string): HorizontalAnnotation[] {
  return threshold === false ? [] : [{ value: threshold, label, color: Color.RED }];
}

/** A line at a fixed limit. */
export function limitLine(value: number, label: string): HorizontalAnnotation {
  return { value, label, color: Color.GREY };
}

/** The items in groups of at most a size, in their order. */
export function inGroups<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
