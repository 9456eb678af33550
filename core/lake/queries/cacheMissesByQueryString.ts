import type { SavedQuery } from './savedQuery.ts';
import { defaultHours, requestsOfLastHours, windowComment } from './window.ts';

/** Which query strings cause cache misses of a path. */
export const cacheMissesByQueryString: SavedQuery = {
  name: 'cache_misses_by_query_string',
  description:
    'Paths with the most cache misses, and the query strings with the most misses for each path. Many query strings ' +
    'with one miss each indicate a parameter that should not be part of the cache key.',
  fields: ['timestamp', 'cs-uri-stem', 'cs-uri-query', 'x-edge-result-type'],
  sql: `${windowComment()}
WITH query_strings AS (
  SELECT
    split_part(cs_uri_stem, '?', 1) AS path,
    coalesce(cs_uri_query, '') AS query_string,
    count_if(x_edge_result_type = 'Miss') AS misses,
    count(*) AS requests
  FROM requests
  WHERE ${requestsOfLastHours(defaultHours).replaceAll('\n', '\n  ')}
  GROUP BY 1, 2
),
ranked AS (
  SELECT
    path,
    query_string,
    misses,
    requests,
    sum(misses) OVER (PARTITION BY path) AS misses_of_path,
    sum(requests) OVER (PARTITION BY path) AS requests_of_path,
    count(*) OVER (PARTITION BY path) AS query_strings_of_path,
    row_number() OVER (PARTITION BY path ORDER BY misses DESC, query_string) AS place
  FROM query_strings
)
SELECT path, misses_of_path, requests_of_path, query_strings_of_path, query_string, misses, requests
FROM ranked
WHERE place <= 5 AND misses > 0
ORDER BY misses_of_path DESC, path, place
LIMIT 200`,
};
