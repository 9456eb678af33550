import type { LocalDistribution } from '../../emulator/account.ts';

const usualDomain = 'd111111abcdef8.cloudfront.net';

/**
 * Derives the distribution that sent the records. Its domain and alternate names are the records' hosts; its
 * cache behaviors are the records' path patterns.
 *
 * @param records lines with tab-separated values
 * @param fields field names in the order of the columns
 */
export function distributionOfRecords(
  records: readonly string[],
  fields: readonly string[],
): LocalDistribution {
  const columns = (names: readonly string[]) =>
    names.map((name) => fields.indexOf(name)).filter((at) => at >= 0);
  const hosts = valuesOf(records, columns(['x-host-header', 'cs-host']));
  const patterns = valuesOf(records, columns(['cache-behavior-path-pattern']));
  const isDomain = (host: string) => /^[a-z0-9]+\.cloudfront\.net$/.test(host);
  return {
    id: 'E1LOCALDEMO',
    domainName: hosts.find(isDomain) ?? usualDomain,
    aliases: hosts.filter((host) => !isDomain(host) && /^[a-z0-9.-]+$/.test(host)).slice(0, 10),
    pathPatterns: patterns
      .filter((pattern) => pattern !== '*' && /^[\x21-\x7e]+$/.test(pattern))
      .slice(0, 24),
  };
}

/** Returns the distinct values of columns, the most frequent first. */
function valuesOf(records: readonly string[], columns: readonly number[]): string[] {
  const counts = new Map<string, number>();
  for (const record of records) {
    const values = record.split('\t');
    for (const column of columns) {
      const value = values[column] ?? '-';
      if (value !== '-') counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}
