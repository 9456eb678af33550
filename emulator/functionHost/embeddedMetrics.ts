import type { WireMetricDatum } from '../endpoints/cloudwatch/metricDatum.ts';

/** Metric data that a log line holds, for one namespace. */
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
 * Reads the metrics out of a log line in the embedded metric format, as CloudWatch does; none of any other line.
 *
 * A line of the runtime's text format holds the document after its last tab. A document inside of the runtime's JSON
 * format is lost, as CloudWatch loses it: CloudWatch user guide, "Embedded metric format specification", 2026-11.
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
