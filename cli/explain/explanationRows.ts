import { describeFacets } from '../../core/insight/describeReport.ts';
import { isAgainstChange } from '../../core/insight/explanation.ts';
import type { ExplanationReport } from '../../core/insight/report.ts';

/** Returns the findings of an explanation as rows of a table. */
export function explanationRows({ change, findings }: ExplanationReport): Record<string, string>[] {
  const amount = (value: number) =>
    change.unit === 'share of requests'
      ? `${(100 * value).toFixed(2)}%`
      : Math.round(value).toLocaleString('en-US');
  const [before, after] = change.set === undefined ? ['before', 'after'] : ['without', 'with'];
  return findings.map((finding) => ({
    share: isAgainstChange(finding.direction, change.before, change.after)
      ? '-'
      : `${(100 * finding.share).toFixed(0)}%`,
    [before]: amount(finding.before),
    [after]: amount(finding.after),
    requests: finding.requests.after.toLocaleString('en-US'),
    what: describeFacets(finding),
  }));
}
