import type { SavedQuery } from './savedQuery.ts';
import { requestsOfLastHours, windowComment } from './window.ts';

/** Placeholder of the identifier in `request_by_id`. */
export const requestIdPlaceholder = 'X-AMZ-CF-ID';

const hours = 24;

/** Everything that was logged of one request. */
export const requestById: SavedQuery = {
  name: 'request_by_id',
  description: `The record of one request: put the x-amz-cf-id of its response in place of '${requestIdPlaceholder}'.`,
  fields: ['timestamp', 'x-edge-request-id'],
  sql: `${windowComment(hours)}
SELECT *
FROM requests
WHERE x_edge_request_id = '${requestIdPlaceholder}'
  AND ${requestsOfLastHours(hours)}
ORDER BY arrival_day, arrival_hour, file`,
};
