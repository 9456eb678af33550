import type { SavedQuery } from './savedQuery.ts';
import { requestsOfLastHours, usualHours, windowComment } from './window.ts';

/**
 * Every request once. Copies that redelivery left lie in one partition; what CloudFront itself sends twice can arrive
 * in two hours, so copies are looked for in all that is read. A row is known by its request, or by its place in the
 * stream where the request's identifier is not logged; a row that has neither is kept.
 */
export const requestsExact: SavedQuery = {
  name: 'requests_exact',
  description:
    'Every request once: copies that redelivery left in the lake are removed, by x-edge-request-id or, where ' +
    'that is not logged, by sequence_number. Put it in place of requests_raw where a count must be exact.',
  fields: ['timestamp'],
  sql: `${windowComment()}
SELECT *
FROM (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY coalesce(x_edge_request_id, sequence_number)
      ORDER BY "timestamp"
    ) AS copy_number
  FROM requests_raw
  WHERE ${requestsOfLastHours(usualHours).replaceAll('\n', '\n  ')}
) AS copies
WHERE copy_number = 1 OR coalesce(x_edge_request_id, sequence_number) IS NULL`,
};
