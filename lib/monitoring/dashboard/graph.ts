import { Color, GraphWidget, type HorizontalAnnotation, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** Width of a dashboard in columns. */
export const dashboardWidth = 24;

const height = 6;

/** Properties of a graph with one axis. */
export interface GraphProps {
  readonly title: string;
  readonly metrics: readonly IMetric[];
  /** Unit of the axis. */
  readonly unit: string;
  /** Width in columns, of `dashboardWidth`. */
  readonly width: number;
  /** @default [] */
  readonly annotations?: readonly HorizontalAnnotation[];
  /** Upper end of the axis. @default - depends on the values */
  readonly maximum?: number;
  /** @default false */
  readonly stacked?: boolean;
}

/** Returns a line graph whose axis starts at zero and shows the unit. */
export function createGraph({
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

/** Returns the line at an alarm's threshold; empty if the alarm is turned off. */
export function thresholdLine(threshold: number | false, label: string): HorizontalAnnotation[] {
  return threshold === false ? [] : [{ value: threshold, label, color: Color.RED }];
}

/** Returns a line at a fixed limit. */
export function limitLine(value: number, label: string): HorizontalAnnotation {
  return { value, label, color: Color.GREY };
}

/** Splits items into groups of at most `size`, in order. */
export function splitIntoGroups<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
