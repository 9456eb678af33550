import { plausibleSql } from '../../core/lake/queries/plausibleSql.ts';
import { requestsViewName } from '../../core/lake/requestsView.ts';
import { sqlTimestamp } from '../../core/sql/literals.ts';
import { findPageFacet } from '../facets/facets.ts';
import type { Filter, Question } from '../questions/question.ts';
import { filtersSql, isComparable, windowSql } from './conditions.ts';

/** Returns SQL that is true if a CMCD flag is set, in any of the spellings that players use. */
const isSet = (column: string) => `${column} IS NOT NULL AND lower(${column}) NOT IN ('false', '0', '?0')`;

/** Whether the SQL applies a filter. It can't apply filters by facets that are computed by code only. */
export function isAppliedToMedia({ facet }: Filter): boolean {
  const found = findPageFacet(facet);
  return found !== undefined && isComparable(found);
}

/**
 * Returns SQL for the playback quality that players report (CMCD, CTA-5004): totals in the first row, then a
 * row per content.
 *
 * @param hasPartitions the table is Athena's, which is partitioned by arrival time, so that filters on partitions limit
 * what is read; otherwise it is DuckDB's
 */
export function mediaSql(question: Question, hasPartitions: boolean): string {
  const { from, to } = question;
  const filters = question.filters.filter(isAppliedToMedia);
  const window = hasPartitions
    ? windowSql(question)
    : `"timestamp" >= ${sqlTimestamp(from)} AND "timestamp" < ${sqlTimestamp(to)}`;
  return `SELECT content, count(DISTINCT session) AS sessions,
  round(100 * CAST(count(DISTINCT CASE WHEN stalled THEN session END) AS double) / nullif(count(DISTINCT session), 0), 1) AS stalled_sessions_percent,
  count_if(startup) AS startup_requests,
  round(avg(bitrate)) AS bitrate_kbit_s,
  round(avg(throughput)) AS throughput_kbit_s,
  round(100 * CAST(count_if(throughput < bitrate) AS double) / nullif(count(throughput), 0), 1) AS slower_than_media_percent,
  count(*) AS requests
FROM (
  SELECT coalesce(cmcd_content_id, '(none)') AS content, cmcd_session_id AS session,
    ${plausibleSql('cmcd-encoded-bitrate')} AS bitrate, ${plausibleSql('cmcd-measured-throughput')} AS throughput,
    ${isSet('cmcd_buffer_starvation')} AS stalled, ${isSet('cmcd_startup')} AS startup
  FROM ${requestsViewName}
  WHERE cmcd_session_id IS NOT NULL
  AND ${window}
  AND ${filtersSql(filters, hasPartitions ? 'athena' : 'duckdb')}
) AS media
GROUP BY GROUPING SETS ((content), ())
ORDER BY content IS NOT NULL, sessions DESC, content LIMIT 200`;
}
