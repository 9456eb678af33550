import type { FacetName } from '../../core/fields/facetNames.ts';
import { findFacet } from '../../core/insight/facets/facets.ts';
import { fitTable, withCommas } from '../../terminal/textTable.ts';
import {
  describeBusting,
  describeCount,
  describePartRead,
  formatByteRate,
  formatShort,
  rankingTitle,
} from './screenLines.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Returns a snapshot as lines of text, with one list after another.
 *
 * @param lineWidth characters per line of the terminal; undefined if the output isn't a terminal
 */
export function describeSnapshot(snapshot: Snapshot, lineWidth: number | undefined): string[] {
  const { requests, requestsPerSecond, bytesPerSecond, rate4xx, rate5xx, hitRatio, firstByte } = snapshot;
  const partial = describePartRead(snapshot);
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const lists = Object.entries(snapshot.lists).filter(([, values]) => values.length > 0);
  return [
    `${requests.toLocaleString('en-US')} requests in ${Math.round(snapshot.seconds)} s until ${snapshot.time.slice(0, 19)}Z`,
    ...(partial === undefined ? [] : [`${partial}; counts are too low`]),
    `${formatShort(requestsPerSecond)} requests/s, ${formatByteRate(bytesPerSecond)}, 4xx ${percent(rate4xx)}, 5xx ${percent(rate5xx)}, ` +
      `hit ratio ${hitRatio === null ? '-' : percent(hitRatio)}`,
    firstByte === null
      ? 'first byte -'
      : `first byte p50 ${firstByte.p50} ms, p95 ${firstByte.p95} ms, p99 ${firstByte.p99} ms`,
    ...(snapshot.peaks.length === 0 ? [] : ['']),
    ...fitTable(
      snapshot.peaks.map(({ client, requestsPerSecond: peak, error }) => ({
        'viewer address': client,
        'peak requests/s': `${error > 0 ? '≤' : ''}${peak.toLocaleString('en-US')}`,
      })),
      lineWidth,
    ),
    ...snapshot.cacheBusting.flatMap((finding) => ['', describeBusting(finding), finding.suggestion]),
    ...lists.flatMap(([name, values]) => [
      '',
      ...fitTable(
        values.map((value) => ({
          [findFacet(name as FacetName)?.title ?? name]: value.value === '' ? '(empty)' : value.value,
          [rankingTitle(snapshot.ranking)]: describeCount(value, snapshot.ranking, withCommas),
          share: percent(value.share),
        })),
        lineWidth,
      ),
    ]),
  ];
}
