import { plausibleSql } from './plausibleSql.ts';
import type { SavedQuery } from './savedQuery.ts';
import { defaultHours, requestsOfLastHours, windowComment } from './window.ts';

/** Playback quality, as reported by players (CMCD, CTA-5004). */
export const mediaExperience: SavedQuery = {
  name: 'media_experience',
  description:
    'By content and country: playback sessions and the share of them whose buffer ran empty, bitrate, measured ' +
    'throughput, buffer length, and requests at which the network was slower than the media.',
  fields: [
    'timestamp',
    'c-country',
    'cmcd-session-id',
    'cmcd-content-id',
    'cmcd-buffer-starvation',
    'cmcd-encoded-bitrate',
    'cmcd-measured-throughput',
    'cmcd-buffer-length',
    'cmcd-startup',
  ],
  subject: 'cmcd-session-id',
  sql: `${windowComment()}
WITH media AS (
  SELECT
    cmcd_content_id,
    c_country,
    cmcd_session_id,
    ${plausibleSql('cmcd-encoded-bitrate')} AS bitrate,
    ${plausibleSql('cmcd-measured-throughput')} AS throughput,
    ${plausibleSql('cmcd-buffer-length')} AS buffer,
    cmcd_buffer_starvation IS NOT NULL AND lower(cmcd_buffer_starvation) NOT IN ('false', '0', '?0') AS starved,
    cmcd_startup IS NOT NULL AND lower(cmcd_startup) NOT IN ('false', '0', '?0') AS startup
  FROM requests
  WHERE cmcd_session_id IS NOT NULL
    AND ${requestsOfLastHours(defaultHours).replaceAll('\n', '\n  ')}
)
SELECT
  cmcd_content_id AS content,
  c_country AS country,
  count(DISTINCT cmcd_session_id) AS sessions,
  count(*) AS requests,
  round(100 * CAST(count(DISTINCT CASE WHEN starved THEN cmcd_session_id END) AS double)
    / count(DISTINCT cmcd_session_id), 2) AS starved_sessions_percent,
  round(100 * CAST(count_if(starved) AS double) / count(*), 2) AS starved_requests_percent,
  round(avg(bitrate)) AS bitrate_kbit_s,
  round(avg(throughput)) AS throughput_kbit_s,
  round(100 * CAST(count_if(throughput < bitrate) AS double)
    / nullif(count(throughput), 0), 2) AS slower_than_media_percent,
  round(avg(buffer)) AS buffer_milliseconds,
  count_if(startup) AS startup_requests
FROM media
GROUP BY 1, 2
ORDER BY starved_sessions_percent DESC, sessions DESC, content, country
LIMIT 200`,
};
