import { createIcebergTable } from './createTables.ts';
import { hourLiteral } from './sqlText.ts';
import type { CompactionTarget } from './target.ts';

/** The rollup's dimensions, as SQL over compacted rows. A value that is not logged is `-`, as in CloudFront's logs. */
const dimensions = [
  ['host', 'string', "coalesce(x_host_header, '-')"],
  ['behavior', 'string', "coalesce(cache_behavior_path_pattern, '-')"],
  ['status_class', 'int', 'coalesce(CAST(floor(sc_status / 100) AS integer), -1)'],
  ['result', 'string', "coalesce(x_edge_result_type, '-')"],
  ['country', 'string', "coalesce(c_country, '-')"],
  ['edge_location', 'string', "coalesce(x_edge_location, '-')"],
] as const;

/**
 * Upper bounds of the latency histogram's buckets, in milliseconds. The counts can be summed exactly over any range.
 */
export const latencyBounds = [10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000] as const;

const histogram = latencyBounds.map(
  (bound, index) =>
    [
      `time_to_${bound}_ms`,
      'bigint',
      `count_if(time_taken <= ${bound / 1000}${index === 0 ? '' : ` AND time_taken > ${latencyBounds[index - 1] / 1000}`})`,
    ] as const,
);

/** The rollup's sums. The buckets of `time_taken` don't overlap. */
const measures = [
  ['requests', 'bigint', 'count(*)'],
  ['bytes', 'bigint', 'coalesce(sum(sc_bytes), 0)'],
  ['hits', 'bigint', "count_if(x_edge_result_type IN ('Hit', 'RefreshHit', 'OriginShieldHit'))"],
  ['errors', 'bigint', 'count_if(sc_status >= 400)'],
  ...histogram,
  ['time_over', 'bigint', `count_if(time_taken > ${latencyBounds[latencyBounds.length - 1] / 1000})`],
] as const;

/** Columns of the rollup, in order, with their types. */
export const hourlyColumns = [
  ['day', 'date'],
  ['hour', 'timestamp'],
  ['arrived', 'timestamp'],
  ...dimensions.map(([name, type]) => [name, type] as const),
  ...measures.map(([name, type]) => [name, type] as const),
] as const;

/** Returns the statement that creates the rollup if it doesn't exist. */
export function createHourlyTable({ dialect, hourly }: CompactionTarget, location: string): string {
  return createIcebergTable(dialect, hourly, hourlyColumns, location);
}

/**
 * Returns the statement that updates the rollup of an arrival hour from the compacted table. Groups are by the hour of
 * the event, and also by the hour of arrival, so a late file changes only the groups that it adds to. Running it again
 * changes nothing.
 */
export function mergeHourly({ compacted, hourly }: CompactionTarget, hour: number): string {
  const keys = ['day', 'hour', ...dimensions.map(([name]) => name)];
  const sums = measures.map(([name]) => name);
  const eventHour =
    'CASE WHEN CAST("timestamp" AS date) = day THEN date_trunc(\'hour\', "timestamp") ELSE arrived END';
  const groups = ['day', `${eventHour} AS hour`, ...dimensions.map(([name, , sql]) => `${sql} AS ${name}`)];
  const totals = measures.map(([name, , sql]) => `${sql} AS ${name}`);
  return `MERGE INTO ${hourly} t
USING (
  SELECT ${[...groups, ...totals].join(',\n    ')}
  FROM ${compacted}
  WHERE arrived = ${hourLiteral(hour)}
  GROUP BY ${keys.map((_, index) => index + 1).join(', ')}
) s
ON t.arrived = ${hourLiteral(hour)}
  AND ${keys.map((name) => `t.${name} = s.${name}`).join(' AND ')}
WHEN MATCHED AND t.requests <> s.requests THEN UPDATE SET ${sums.map((name) => `${name} = s.${name}`).join(', ')}
WHEN NOT MATCHED THEN INSERT (${[...keys, 'arrived', ...sums].join(', ')})
VALUES (${[...keys.map((name) => `s.${name}`), `CAST(${hourLiteral(hour)} AS timestamp(6))`, ...sums.map((name) => `s.${name}`)].join(', ')})`;
}

/**
 * Returns the statement that removes the rollup of an arrival hour, so that it can be created again after rows were
 * erased.
 */
export function deleteHourly({ hourly }: CompactionTarget, hour: number): string {
  return `DELETE FROM ${hourly} WHERE arrived = ${hourLiteral(hour)}`;
}
