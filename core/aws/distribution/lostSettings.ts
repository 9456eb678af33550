/** Matches an element that contains text, such as `<Enabled>true</Enabled>`. */
const leaf = /<([A-Za-z]\w*)(?:\s[^>]*)?>[^<]*[^<\s][^<]*<\//g;

/** The one setting that attaching changes. */
const changed = 'RealtimeLogConfigArn';

/**
 * Returns the names of settings that are in CloudFront's response but not in the update. An update replaces the
 * complete configuration, and a client that is older than a setting drops it between reading and writing.
 *
 * @param answer the XML response of GetDistribution
 * @param update the XML request of UpdateDistribution
 */
export function lostSettings(answer: string, update: string): string[] {
  const [configuration = ''] = /<DistributionConfig[\s>].*<\/DistributionConfig>/s.exec(answer) ?? [];
  const sent = countLeaves(update);
  return [...countLeaves(configuration)]
    .filter(([name, count]) => name !== changed && count > (sent.get(name) ?? 0))
    .map(([name]) => name);
}

function countLeaves(xml: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, name] of xml.matchAll(leaf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
