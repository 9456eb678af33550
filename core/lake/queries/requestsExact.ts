import type { SavedQuery } from './savedQuery.ts';
import { defaultHours, requestsOfLastHours, windowComment } from './window.ts';

/**
 * Every request once. The view `requests` is exact up to the watermark. This query also removes the copies in open
 * hours, and copies that arrived far apart, within the rows that it reads. A row is identified by its request ID, or by
 * its sequence number in the stream if the request ID is not logged. A row with neither is kept.
 */
export const requestsExact: SavedQuery = {
  name: 'requests_exact',
  description:
    'Every request once: removes the copies that redelivery left in hours that are not compacted yet, by ' +
    'x-edge-request-id or, if that is not logged, by sequence_number. Use it in place of requests if a count of the ' +
    'last hours must be exact.',
  fields: ['timestamp'],
  sql: `${windowComment()}
SELECT *
FROM (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY coalesce(x_edge_request_id, sequence_number)
      ORDER BY arrival_day, arrival_hour, file, "timestamp"
    ) AS copy_number
  FROM requests
  WHERE ${requestsOfLastHours(defaultHours).replaceAll('\n', '\n  ')}
) AS copies
WHERE copy_number = 1 OR coalesce(x_edge_request_id, sequence_number) IS NULL`,
};
