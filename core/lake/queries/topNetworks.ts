import type { SavedQuery } from './savedQuery.ts';
import { defaultHours, requestsOfLastHours, windowComment } from './window.ts';

/** Which networks cause most of the traffic. */
export const topNetworks: SavedQuery = {
  name: 'top_networks',
  description:
    'Autonomous systems with the most requests: addresses, bytes, share of all requests, and errors.',
  fields: ['timestamp', 'asn', 'c-ip', 'sc-bytes', 'sc-status', 'c-country'],
  sql: `${windowComment()}
SELECT
  asn AS network,
  c_country AS country,
  count(DISTINCT c_ip) AS addresses,
  count(*) AS requests,
  round(100 * CAST(count(*) AS double) / sum(count(*)) OVER (), 2) AS requests_percent,
  sum(sc_bytes) AS bytes,
  count_if(sc_status >= 400) AS errors,
  round(CAST(count(*) AS double) / nullif(count(DISTINCT c_ip), 0), 1) AS requests_per_address
FROM requests
WHERE ${requestsOfLastHours(defaultHours)}
GROUP BY 1, 2
ORDER BY requests DESC, network, country
LIMIT 100`,
};
