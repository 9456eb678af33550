import type { SavedQuery } from './savedQuery.ts';
import { defaultHours, requestsOfLastHours, windowComment } from './window.ts';

/** Which viewers cause most of the traffic. */
export const topTalkers: SavedQuery = {
  name: 'top_talkers',
  description:
    'Viewer addresses with the most requests: bytes, share of all requests, errors, cache misses, paths, and ' +
    'the latest user agent.',
  fields: ['timestamp', 'c-ip', 'sc-bytes', 'sc-status', 'cs-uri-stem', 'x-edge-result-type'],
  sql: `${windowComment()}
SELECT
  c_ip AS address,
  max(c_country) AS country,
  max(asn) AS network,
  count(*) AS requests,
  round(100 * CAST(count(*) AS double) / sum(count(*)) OVER (), 2) AS requests_percent,
  sum(sc_bytes) AS bytes,
  count_if(sc_status >= 400) AS errors,
  count_if(x_edge_result_type = 'Miss') AS misses,
  count(DISTINCT split_part(cs_uri_stem, '?', 1)) AS paths,
  max_by(cs_user_agent, "timestamp") FILTER (WHERE cs_user_agent IS NOT NULL) AS latest_user_agent
FROM requests
WHERE ${requestsOfLastHours(defaultHours)}
GROUP BY 1
ORDER BY requests DESC, address
LIMIT 100`,
};
