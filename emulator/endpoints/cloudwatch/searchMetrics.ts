import type { MetricIdentity } from './metricStore.ts';

/**
 * Returns the metrics that match a search expression: `{Namespace,Dimension1,…} MetricName="Requests"
 * Dimension1="x"`. A quoted value matches exactly; `("a" OR "b")` matches either value (CloudWatch user
 * guide, 'Search expression syntax', November 2026).
 *
 * @throws Error if the expression has another form
 */
export function searchMetrics(expression: string, metrics: readonly MetricIdentity[]): MetricIdentity[] {
  const [, schema = '', terms = ''] = /^\s*\{([^}]*)\}\s*(.*)$/s.exec(expression) ?? [];
  const [namespace, ...dimensions] = schema.split(',').map(unquote);
  if (!namespace)
    throw new Error(`expected {Namespace,Dimensions} at the start of SEARCH, got '${expression}'`);
  const wanted = [...dimensions].sort().join('\0');
  const tests = parseTerms(terms);
  return metrics.filter(
    (metric) =>
      metric.namespace === namespace &&
      Object.keys(metric.dimensions).sort().join('\0') === wanted &&
      tests.every((test) => test(metric)),
  );
}

type Test = (metric: MetricIdentity) => boolean;

function parseTerms(text: string): Test[] {
  const tests: Test[] = [];
  const term = /\s*(?:("[^"]*"|[\w/.:-]+)\s*=\s*)?(\(([^)]*)\)|"[^"]*"|[^\s()]+)/y;
  while (term.lastIndex < text.trimEnd().length) {
    const [, key, value = '', group] = term.exec(text) ?? [];
    if (value === '') throw new Error(`expected KEY="value" in SEARCH, got '${text}'`);
    if (key === undefined && value === 'AND') continue;
    const allowed = (group ?? value).split(/\s+OR\s+/).map(unquote);
    tests.push((metric) => {
      const actual = key === undefined ? metric.name : propertyOf(metric, unquote(key));
      return actual !== undefined && allowed.includes(actual);
    });
  }
  return tests;
}

function propertyOf({ namespace, name, dimensions }: MetricIdentity, key: string): string | undefined {
  if (key === 'MetricName') return name;
  return key === 'Namespace' ? namespace : dimensions[key];
}

function unquote(text: string): string {
  return text.trim().replace(/^"(.*)"$/, '$1');
}
