import type { SavedQuery } from './savedQuery.ts';
import { defaultHours, requestsOfLastHours, windowComment } from './window.ts';

/** Words in the user agents of crawlers, scripts, and link previews, in lowercase. */
const namesOfBots = [
  'bot',
  'crawl',
  'spider',
  'slurp',
  'scrap',
  'preview',
  'monitor',
  'curl/',
  'wget/',
  'python',
  'go-http-client',
  'java/',
  'okhttp',
  'axios',
  'headless',
];

/** Which clients identify themselves as automated. */
export const bots: SavedQuery = {
  name: 'bots',
  description:
    'User agents that identify themselves as crawlers, scripts, or monitors, and requests without a user agent: ' +
    'requests, addresses, errors, cache misses, and bytes. Bots that pose as browsers are not included.',
  fields: ['timestamp', 'cs-user-agent', 'c-ip', 'sc-status', 'sc-bytes', 'x-edge-result-type'],
  sql: `${windowComment()}
SELECT
  coalesce(cs_user_agent, '(none)') AS user_agent,
  count(*) AS requests,
  count(DISTINCT c_ip) AS addresses,
  count_if(sc_status >= 400) AS errors,
  count_if(x_edge_result_type = 'Miss') AS misses,
  sum(sc_bytes) AS bytes,
  min("timestamp") AS first_request,
  max("timestamp") AS last_request
FROM requests
WHERE ${requestsOfLastHours(defaultHours)}
  AND (cs_user_agent IS NULL
    OR ${namesOfBots.map((name) => `lower(cs_user_agent) LIKE '%${name}%'`).join('\n    OR ')})
GROUP BY 1
ORDER BY requests DESC, user_agent
LIMIT 100`,
};
