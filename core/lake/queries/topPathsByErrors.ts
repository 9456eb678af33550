import type { SavedQuery } from './savedQuery.ts';
import { defaultHours, requestsOfLastHours, windowComment } from './window.ts';

/** Which paths return errors, and which errors. */
export const topPathsByErrors: SavedQuery = {
  name: 'top_paths_by_errors',
  description:
    'Paths with the most 4xx and 5xx responses, their share of the requests, and the detailed result.',
  fields: ['timestamp', 'cs-uri-stem', 'sc-status', 'x-host-header'],
  sql: `${windowComment()}
SELECT
  x_host_header AS distribution,
  split_part(cs_uri_stem, '?', 1) AS path,
  count_if(sc_status >= 500) AS errors_5xx,
  count_if(sc_status BETWEEN 400 AND 499) AS errors_4xx,
  count(*) AS requests,
  round(100 * CAST(count_if(sc_status >= 400) AS double) / count(*), 2) AS error_percent,
  max(sc_status) AS highest_status,
  max(CASE WHEN sc_status >= 400 THEN x_edge_detailed_result_type END) AS example_of_result
FROM requests
WHERE ${requestsOfLastHours(defaultHours)}
GROUP BY 1, 2
HAVING count_if(sc_status >= 400) > 0
ORDER BY errors_5xx DESC, errors_4xx DESC, path, distribution
LIMIT 100`,
};
