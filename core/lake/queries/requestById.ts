import type { SavedQuery } from './savedQuery.ts';
import { requestsOfLastHours, windowComment } from './window.ts';

/** Placeholder of the identifier in `request_by_id`. */
export const requestIdPlaceholder = 'X-AMZ-CF-ID';

const hours = 24;

/** All logged fields of one request. */
export const requestById: SavedQuery = {
  name: 'request_by_id',
  description: `The record of one request. Replace '${requestIdPlaceholder}' with the x-amz-cf-id header of its response.`,
  fields: ['timestamp', 'x-edge-request-id'],
  sql: `${windowComment(hours)}
SELECT *
FROM requests
WHERE x_edge_request_id = '${requestIdPlaceholder}'
  AND ${requestsOfLastHours(hours)}
ORDER BY arrival_day, arrival_hour, file`,
};
