/** Metrics that a search finds: all with one name and the same dimension names, with any values. */
export interface MetricSearch {
  readonly namespace: string;
  /** Names of all their dimensions. */
  readonly dimensions: readonly string[];
  readonly name: string;
  /** Values that dimensions have to have. */
  readonly where?: Readonly<Record<string, string>>;
  readonly statistic: string;
}

/** Seconds of a point of a search's series. */
export const searchPeriod = 60;

/**
 * A search, for dashboards: alarms cannot have one (CloudWatch user guide, 'CloudWatch search expression syntax',
 * November 2026). The schema in braces finds metrics with exactly these dimensions.
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
