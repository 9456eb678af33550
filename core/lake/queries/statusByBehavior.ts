import type { SavedQuery } from './savedQuery.ts';
import { defaultHours, requestsOfLastHours, windowComment } from './window.ts';

/** Status classes over time, by cache behavior. */
export const statusByBehavior: SavedQuery = {
  name: 'status_by_behavior',
  description:
    'Requests by minute, distribution, and cache behavior, counted by status class. 000 means that the viewer ' +
    'disconnected before the response.',
  fields: ['timestamp', 'sc-status', 'cache-behavior-path-pattern', 'x-host-header'],
  sql: `${windowComment()}
SELECT
  date_trunc('minute', "timestamp") AS minute,
  x_host_header AS distribution,
  cache_behavior_path_pattern AS behavior,
  count(*) AS requests,
  count_if(sc_status BETWEEN 200 AND 299) AS status_2xx,
  count_if(sc_status BETWEEN 300 AND 399) AS status_3xx,
  count_if(sc_status BETWEEN 400 AND 499) AS status_4xx,
  count_if(sc_status BETWEEN 500 AND 599) AS status_5xx,
  count_if(sc_status = 0) AS status_000,
  round(100 * CAST(count_if(sc_status >= 500) AS double) / count(*), 2) AS errors_5xx_percent
FROM requests
WHERE ${requestsOfLastHours(defaultHours)}
GROUP BY 1, 2, 3
ORDER BY minute DESC, requests DESC, distribution, behavior
LIMIT 5000`,
};
