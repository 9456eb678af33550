import { latencyBounds } from '../../core/lake/compaction/hourlyRollup.ts';
import type { TrinoLake } from '../lake/trinoLake.ts';

/**
 * Returns SQL for the totals of `requests` up to the watermark, with the rollup's groups, written
 * independently.
 */
function totalsOfRequests(watermark: string): string {
  const arrival = `date_parse(arrival_day || ' ' || CAST(arrival_hour AS varchar), '%Y-%m-%d %H')`;
  const bounds = [0, ...latencyBounds.map((bound) => bound / 1000)];
  const buckets = bounds.map((bound, index) => {
    const upper = bounds[index + 1];
    return `count_if(${index === 0 ? '' : `time_taken > ${bound} AND `}${upper === undefined ? 'TRUE' : `time_taken <= ${upper}`})`;
  });
  return `SELECT day, CASE WHEN date("timestamp") = day THEN date_trunc('hour', "timestamp") ELSE arrival END,
    coalesce(x_host_header, '-'), coalesce(cache_behavior_path_pattern, '-'), coalesce(sc_status / 100, -1),
    coalesce(x_edge_result_type, '-'), coalesce(c_country, '-'), coalesce(x_edge_location, '-'),
    count(*), coalesce(sum(sc_bytes), 0), count_if(x_edge_result_type LIKE '%Hit'), count_if(sc_status > 399),
    ${buckets.join(', ')}
  FROM (SELECT *, ${arrival} AS arrival FROM requests) r
  WHERE arrival <= TIMESTAMP '${watermark}'
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`;
}

function totalsOfRollup(table: string): string {
  const sums = ['requests', 'bytes', 'hits', 'errors'];
  const buckets = [...latencyBounds.map((bound) => `time_to_${bound}_ms`), 'time_over'];
  return `SELECT day, hour, host, behavior, status_class, result, country, edge_location,
    ${[...sums, ...buckets].map((name) => `sum(${name})`).join(', ')}
  FROM ${table} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`;
}

/**
 * Compares the rollup with `requests` up to the watermark, group by group.
 *
 * @returns sentences about differences; an empty list if both are equal
 */
export async function rollupDifferences(lake: TrinoLake, when: string): Promise<string[]> {
  const { hourly, compacted } = lake.target([]);
  const [last] = await lake.run(`SELECT CAST(max(arrived) AS varchar) AS arrived FROM ${compacted}`);
  const watermark = String(last?.['arrived']).slice(0, 19);
  const requests = totalsOfRequests(watermark);
  const rollup = totalsOfRollup(hourly);
  const [row] = await lake.run(`SELECT
    (SELECT count(*) FROM (${requests} EXCEPT ${rollup}) x) AS missing,
    (SELECT count(*) FROM (${rollup} EXCEPT ${requests}) x) AS surplus,
    (SELECT count(*) FROM (${requests}) x) AS groups`);
  const { missing, surplus, groups } = row ?? {};
  if (Number(missing) === 0 && Number(surplus) === 0 && Number(groups) > 0) return [];
  return [
    `${when}: of ${groups} groups of requests, ${missing} are not in the rollup, and ${surplus} others are`,
  ];
}
