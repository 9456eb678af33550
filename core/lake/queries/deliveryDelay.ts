import type { SavedQuery } from './savedQuery.ts';
import { arrivalsOfLastHours, windowComment } from './window.ts';

const hours = 24;

/** How late records arrive. The lake stores only the hour of arrival; metrics are exact to the second. */
export const deliveryDelay: SavedQuery = {
  name: 'delivery_delay',
  description:
    'By hour of arrival: the number of records whose request ended in an earlier hour, and their minimum delay ' +
    '(from the end of the request to the start of the hour of arrival).',
  fields: ['timestamp'],
  sql: `${windowComment(hours)}
WITH delays AS (
  SELECT
    arrival_day,
    arrival_hour,
    CAST(date_diff('millisecond', CAST("timestamp" AS timestamp), CAST(arrival_day || ' '
      || lpad(CAST(arrival_hour AS varchar), 2, '0') || ':00:00' AS timestamp)) AS double) / 1000 AS late_seconds
  FROM requests_raw
  WHERE ${arrivalsOfLastHours(hours).replaceAll('\n', '\n  ')}
)
SELECT
  arrival_day,
  arrival_hour,
  count(*) AS records,
  count_if(late_seconds > 0) AS of_an_earlier_hour,
  count_if(late_seconds > 60) AS late_over_a_minute,
  count_if(late_seconds > 600) AS late_over_ten_minutes,
  count_if(late_seconds > 3600) AS late_over_an_hour,
  greatest(max(late_seconds), 0) AS latest_at_least_seconds,
  count_if(late_seconds IS NULL) AS without_timestamp
FROM delays
GROUP BY 1, 2
ORDER BY 1 DESC, 2 DESC`,
};
