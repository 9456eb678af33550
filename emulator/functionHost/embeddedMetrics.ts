import type { WireMetricDatum } from '../endpoints/cloudwatch/metricDatum.ts';

/** Metric data in a log line, for one namespace. */
export interface EmbeddedMetrics {
  readonly namespace: string;
  readonly data: readonly WireMetricDatum[];
}

interface MetricDirective {
  readonly Namespace: string;
  readonly Dimensions?: readonly (readonly string[])[];
  readonly Metrics?: readonly { readonly Name: string; readonly Unit?: string }[];
}

/**
 * Reads metrics from a log line in the embedded metric format, as CloudWatch does. Other lines contain no
 * metrics.
 *
 * In the runtime's text format, the document follows the line's last tab. Documents inside the runtime's JSON
 * format are ignored, as in CloudWatch: CloudWatch user guide, "Embedded metric format specification",
 * 2026-11.
 */
export function readEmbeddedMetrics(line: string): EmbeddedMetrics[] {
  const document = parseDocument(line.slice(line.lastIndexOf('\t') + 1));
  const directives = document?._aws?.CloudWatchMetrics ?? [];
  const timestamp = (document?._aws?.Timestamp ?? Date.now()) / 1000;
  return directives.map(({ Namespace: namespace, Dimensions: sets = [[]], Metrics: metrics = [] }) => ({
    namespace,
    data: sets.flatMap((names) =>
      metrics.map(({ Name, Unit }) => ({
        MetricName: Name,
        Dimensions: names.map((name) => ({ Name: name, Value: String(document?.[name]) })),
        Timestamp: timestamp,
        ...(Unit !== undefined && { Unit }),
        Values: [document?.[Name]].flat() as number[],
      })),
    ),
  }));
}

type EmbeddedDocument = { readonly [member: string]: unknown } & {
  readonly _aws?: { readonly Timestamp?: number; readonly CloudWatchMetrics?: readonly MetricDirective[] };
};

function parseDocument(text: string): EmbeddedDocument | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
