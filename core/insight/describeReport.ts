import type { NewCacheBusting } from './cacheBusting/cacheBusting.ts';
import { isAgainstChange } from './explanation.ts';
import { findFacet } from './facets/facets.ts';
import { type MeasureName, measureNamed } from './measures.ts';
import type {
  BeforeAfter,
  ExplanationReport,
  ReportedChange,
  ReportedFinding,
  ReportUnit,
} from './report.ts';

/** A share of fewer requests than this is described with their number. */
const fewRequests = 100;

/** Describes an explanation in sentences: one for the change, then one for each finding, best first. */
export function describeReport({ change, findings, cacheBusting }: ExplanationReport): string[] {
  return [
    describeChange(change),
    ...findings.map((finding) => describeFinding(finding, change)),
    ...describeRest(change, findings),
    ...cacheBusting.map(describeBusting),
    ...(cacheBusting.length > 0 ? [] : describeNoFinding(change, findings)),
  ];
}

function describeChange(change: ReportedChange): string {
  const { title } = measureNamed(change.metric as MeasureName);
  const name = `${title[0]?.toUpperCase()}${title.slice(1)}`;
  const slow = change.threshold === undefined ? '' : ` (above ${(change.threshold * 1000).toFixed(0)} ms)`;
  if (change.set !== undefined) return describeDifference(`${name}${slow}`, change, change.set);
  return (
    `${name}${slow}: ${describeSide('after', change, change.unit)} from ${formatTime(change.from)} to ${formatTime(change.to)} UTC, ` +
    `${describeSide('before', change, change.unit)} in the baseline from ${formatTime(change.baseline.from)} to ${formatTime(change.baseline.to)}` +
    `${describeFactor(change)}.`
  );
}

function describeDifference(name: string, change: ReportedChange, set: string): string {
  const { unit, from, to } = change;
  return (
    `${name}: ${describeSide('after', change, unit)} with ${set}, ${describeSide('before', change, unit)} without, ` +
    `from ${formatTime(from)} to ${formatTime(to)} UTC${describeFactor(change)}.`
  );
}

/**
 * Describes the quantity of one side. A share of no requests would say that nothing happened, and a share of few requests
 * says little.
 */
function describeSide(
  side: keyof BeforeAfter,
  values: BeforeAfter & { readonly requests: BeforeAfter },
  unit: ReportUnit,
): string {
  const requests = values.requests[side];
  if (requests === 0) return 'no requests';
  if (unit === 'share of requests' && requests < fewRequests)
    return `${formatPercent(values[side])}% of ${requests} ${requests === 1 ? 'request' : 'requests'}`;
  return formatQuantity(values[side], unit);
}

function describeNoFinding(
  { requests, set }: ReportedChange,
  findings: readonly ReportedFinding[],
): string[] {
  if (findings.length > 0) return [];
  if (requests.after === 0)
    return [`There are no requests ${set === undefined ? 'in the window' : 'that meet the condition'}.`];
  if (requests.before === 0)
    return [
      `There are no ${set === undefined ? 'requests in the baseline' : 'other requests'} to compare with.`,
    ];
  if (set !== undefined) {
    return [
      'Nothing stands out: no value or pair of values accounts for more of the difference than chance explains.',
    ];
  }
  return [
    'Nothing stands out: no value or pair of values changed differently from the other requests by more than chance and the usual variation explain.',
  ];
}

/** Says how much of the change no finding accounts for, if it is the larger part. */
function describeRest(change: ReportedChange, findings: readonly ReportedFinding[]): string[] {
  const direction = change.after >= change.before ? 'more' : 'less';
  const shares = findings
    .filter((finding) => finding.direction === direction && !finding.isAlternative)
    .map(({ share }) => share);
  const rest = 1 - shares.reduce((sum, share) => sum + share, 0);
  if (shares.length === 0 || rest <= 0.5) return [];
  const { title } = measureNamed(change.metric as MeasureName);
  return [
    `The other ${(rest * 100).toFixed(0)}% of the ${direction === 'more' ? 'additional' : 'missing'} ${title}: no value or pair of values stands out.`,
  ];
}

function describeBusting({ path, queries, misses, missesBefore, suggestion }: NewCacheBusting): string {
  const number = (count: number) => count.toLocaleString('en-US');
  return (
    `Cache busting: ${number(queries)} different query strings in ${number(misses)} cache misses of ${path}, after ` +
    `${number(missesBefore)} misses with a query string in the same time before. ${suggestion}`
  );
}

/** Describes a finding: `82% of the additional 5xx responses: behavior /api/*, origin b.example.com`. */
export function describeFinding(finding: ReportedFinding, change: ReportedChange): string {
  const [before, now] = change.set === undefined ? ['before', 'now'] : ['without', 'with'];
  const likely = finding.isAlternative ? 'Less likely: ' : '';
  return (
    `${likely}${describeShare(finding, change)}: ${describeFacets(finding)}; ` +
    `${describeSide('before', finding, change.unit)} ${before}, ${describeSide('after', finding, change.unit)} ${now}${describeFactor(finding)}.`
  );
}

function describeShare(finding: ReportedFinding, change: ReportedChange): string {
  const { direction, share } = finding;
  const { title } = measureNamed(change.metric as MeasureName);
  if (isAgainstChange(direction, change.before, change.after))
    return `${direction === 'more' ? 'More' : 'Fewer'} ${title}, against the overall change`;
  return `${(share * 100).toFixed(0)}% of the ${direction === 'more' ? 'additional' : 'missing'} ${title}`;
}

/** Lists the values of a finding, with the names of their facets. */
export function describeFacets({ facets }: ReportedFinding): string {
  return Object.entries(facets)
    .filter(([name, value]) => name !== 'detailed-result' || value !== facets.result)
    .map(([name, value]) =>
      name === 'detailed-result' ? value : `${findFacet(name)?.title ?? name} ${value}`,
    )
    .join(', ');
}

function describeFactor({ before, after }: BeforeAfter): string {
  if (before === 0 || after === 0) return '';
  const factor = after / before;
  if (factor >= 1.1) return ` (${factor >= 10 ? Math.round(factor) : factor.toPrecision(2)} times as much)`;
  return factor <= 0.9 ? ` (${((1 - factor) * 100).toFixed(0)}% less)` : '';
}

const formatTime = (iso: string) => iso.slice(0, 19).replace('T', ' ');

function formatQuantity(value: number, unit: ReportedChange['unit']): string {
  if (unit === 'share of requests') return `${formatPercent(value)}% of requests`;
  const number =
    value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));
  return `${number} ${unit}`;
}

function formatPercent(share: number): string {
  const value = share * 100;
  return value >= 10 ? value.toFixed(1) : String(Number(value.toPrecision(2)));
}
