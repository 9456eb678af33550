/** Defines which metrics a search finds: those with a name and exactly these dimensions, with any values. */
export interface MetricSearch {
  readonly namespace: string;
  /** Names of all dimensions of the metrics. */
  readonly dimensions: readonly string[];
  readonly name: string;
  /** Required values of dimensions. */
  readonly where?: Readonly<Record<string, string>>;
  readonly statistic: string;
}

/** Period of a search's data points, in seconds. */
export const searchPeriod = 60;

/**
 * Returns a search expression for dashboards. Alarms can't use search expressions (CloudWatch user guide, 'CloudWatch
 * search expression syntax', November 2026). The schema in braces matches metrics with exactly these dimensions.
 */
export function searchExpression({
  namespace,
  dimensions,
  name,
  where = {},
  statistic,
}: MetricSearch): string {
  const schema = [namespace, ...dimensions].map(quote).join(',');
  const terms = Object.entries({ MetricName: name, ...where }).map(
    ([key, value]) => `${key}=${quote(value)}`,
  );
  return `SEARCH('{${schema}} ${terms.join(' ')}', '${statistic}', ${searchPeriod})`;
}

function quote(text: string): string {
  return `"${text.replaceAll(/["\\()]/g, String.raw`\$&`)}"`;
}
