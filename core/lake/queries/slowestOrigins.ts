import type { SavedQuery } from './savedQuery.ts';
import { defaultHours, requestsOfLastHours, windowComment } from './window.ts';

/**
 * Which origins are slowest. Percentiles are exact (nearest rank, with `cume_dist`), because the functions for
 * approximate percentiles have different names in the two engines.
 */
export const slowestOrigins: SavedQuery = {
  name: 'slowest_origins',
  description:
    'Origins (r-host, otherwise the distribution) and cache behaviors by the 95th percentile of the seconds to ' +
    "the origin's first byte, without cache hits.",
  fields: ['timestamp', 'origin-fbl', 'origin-lbl', 'x-host-header', 'cache-behavior-path-pattern'],
  sql: `${windowComment()}
WITH ranked AS (
  SELECT
    coalesce(r_host, x_host_header) AS origin,
    cache_behavior_path_pattern AS behavior,
    sc_status,
    origin_fbl,
    origin_lbl,
    cume_dist() OVER (
      PARTITION BY coalesce(r_host, x_host_header), cache_behavior_path_pattern
      ORDER BY origin_fbl
    ) AS place
  FROM requests
  WHERE origin_fbl IS NOT NULL
    AND ${requestsOfLastHours(defaultHours).replaceAll('\n', '\n  ')}
)
SELECT
  origin,
  behavior,
  count(*) AS origin_requests,
  min(CASE WHEN place >= 0.5 THEN origin_fbl END) AS first_byte_p50_seconds,
  min(CASE WHEN place >= 0.95 THEN origin_fbl END) AS first_byte_p95_seconds,
  min(CASE WHEN place >= 0.99 THEN origin_fbl END) AS first_byte_p99_seconds,
  max(origin_fbl) AS first_byte_max_seconds,
  round(avg(origin_lbl), 3) AS last_byte_average_seconds,
  round(100 * CAST(count_if(sc_status >= 500) AS double) / count(*), 2) AS errors_5xx_percent
FROM ranked
GROUP BY 1, 2
ORDER BY first_byte_p95_seconds DESC, origin, behavior
LIMIT 100`,
};
