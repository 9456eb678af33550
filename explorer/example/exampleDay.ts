import {
  defaultEdge,
  defaultNetworks,
  exampleAgents,
  exampleCountries,
  exampleEdges,
  exampleHosts,
  exampleNetworks,
  examplePaths,
} from './exampleValues.ts';
import { pickWeighted, type Weighted } from './pickWeighted.ts';

/** Which example traffic to write. */
export interface ExampleDay {
  /** Requests per day. */
  readonly rows: number;
  /** First row to write, up to but not including `lastRow`, so that a day can be written in pieces. */
  readonly firstRow: number;
  readonly lastRow: number;
  /** Start of the day in epoch milliseconds. */
  readonly start: number;
}

/**
 * Returns DuckDB SQL that selects an example day of requests with the columns of the lake. The same arguments
 * give the same rows. The day contains four incidents:
 *
 * - 09:20 to 09:50: one network requests paths that don't exist, with status 404.
 * - 13:10 to 13:30: shop.example.com responds with 503 to viewers in Germany.
 * - 17:40 to 18:00: the origin of /api/* is slow.
 * - 21:30 to 21:50: one client requests / with a new query string each time, which bypasses the cache.
 */
export function exampleDaySql({ rows, firstRow, lastRow, start }: ExampleDay): string {
  const uniform = (salt: number) => `(hash(i * 64 + ${salt}) % 1000003 / 1000003.0)`;
  // Time of day with a minimum in the morning and a maximum in the evening: a uniform number plus a sine
  // curve.
  const quiet = `((i + ${uniform(1)}) / ${rows})`;
  const bent = `(${quiet} + 0.055 * (1 - cos(2 * pi() * (${quiet} - 0.13))) - 0.055 * (1 - cos(2 * pi() * 0.13)))`;
  const pickByCountry = (
    salt: number,
    map: Readonly<Record<string, readonly Weighted[]>>,
    rest: readonly Weighted[],
  ) =>
    `CASE country ${Object.entries(map)
      .map(([country, values]) => `WHEN '${country}' THEN ${pickWeighted(uniform(salt), values)}`)
      .join(' ')} ELSE ${pickWeighted(uniform(salt), rest)} END`;
  return `
WITH drawn AS (
  SELECT i, (${bent} - floor(${bent})) * 86400 AS second,
    ${pickWeighted(uniform(2), exampleHosts)} AS plain_host,
    ${pickWeighted(uniform(3), exampleCountries)} AS plain_country,
    ${uniform(4)} AS r_path, ${uniform(5)} AS r_status, ${uniform(6)} AS r_cache, ${uniform(7)} AS r_time,
    ${uniform(8)} AS r_tail, ${uniform(9)} AS r_incident
  FROM range(${firstRow}, ${lastRow}) AS rows(i)
), marked AS (
  SELECT *,
    second BETWEEN 33600 AND 35400 AND r_incident < 0.24 AS scanned,
    second BETWEEN 47400 AND 48600 AS failing,
    second BETWEEN 63600 AND 64800 AS slow,
    second BETWEEN 77400 AND 78600 AND r_incident < 0.3 AS busting
  FROM drawn
), placed AS (
  SELECT *,
    CASE WHEN scanned OR busting THEN 'www.example.com' ELSE plain_host END AS host,
    CASE WHEN scanned OR busting THEN 'NL' ELSE plain_country END AS country
  FROM marked
), routed AS (
  SELECT *,
    CASE
      WHEN scanned THEN concat('/', ${pickWeighted(uniform(10), [
        ['wp-login.php', 4],
        ['.env', 3],
        ['.git/config', 2],
        ['admin/', 1],
      ])})
      WHEN busting THEN '/'
      WHEN host = 'api.example.com' THEN concat('/api/v', 1 + i % 2, '/', ${pickWeighted(uniform(10), [
        ['items', 5],
        ['session', 3],
        ['prices', 2],
      ])})
      WHEN host = 'media.example.com' THEN concat('/video/film-', hash(i) % 12, '/', 1600, '/seg-', hash(i + 7) % 400, '.m4s')
      WHEN r_path < 0.55 THEN ${pickWeighted(uniform(11), examplePaths)}
      WHEN host = 'shop.example.com' THEN concat('/products/', floor(pow(${uniform(12)}, 3) * 9000)::integer)
      ELSE concat('/articles/', floor(pow(${uniform(12)}, 3) * 25000)::integer)
    END AS path,
    ${pickByCountry(13, exampleEdges, defaultEdge)} AS edge,
    CASE WHEN scanned THEN '64503' WHEN busting THEN '64504' ELSE ${pickByCountry(14, exampleNetworks, defaultNetworks)} END AS network,
    CASE
      WHEN scanned THEN 404
      WHEN busting THEN 200
      WHEN failing AND host = 'shop.example.com' AND country = 'DE' AND r_incident < 0.6 THEN 503
      WHEN r_status < 0.0005 THEN 502
      WHEN r_status < 0.0010 THEN 0
      WHEN r_status < 0.0180 THEN 404
      WHEN r_status < 0.0220 THEN 403
      WHEN r_status < 0.0800 THEN 304
      WHEN r_status < 0.0900 THEN 301
      ELSE 200
    END AS status
  FROM placed
), answered AS (
  SELECT *,
    CASE
      WHEN status = 0 OR status >= 400 THEN 'Error'
      WHEN host = 'api.example.com' OR busting THEN 'Miss'
      WHEN r_cache < 0.86 THEN 'Hit'
      WHEN r_cache < 0.90 THEN 'RefreshHit'
      ELSE 'Miss'
    END AS result
  FROM routed
), timed AS (
  SELECT *,
    CASE
      WHEN result IN ('Hit', 'RefreshHit') THEN 0.001 + 0.02 * pow(r_time, 4)
      WHEN slow AND host = 'api.example.com' THEN 0.4 + 1.9 * pow(r_time, 2)
      ELSE 0.03 + 0.25 * pow(r_time, 3)
    END + CASE WHEN r_tail > 0.985 THEN 0.35 * r_time ELSE 0 END AS first_byte
  FROM answered
)
SELECT
  make_timestamp_ms(${start} + (second * 1000)::bigint) AS "timestamp",
  CASE WHEN scanned THEN '203.0.113.66' WHEN busting THEN '198.51.100.23'
    WHEN hash(i + 3) % 7 = 0 THEN concat('2001:db8:', to_hex((hash(i // 9) % 4096)::bigint), '::', 1 + i % 9)
    ELSE concat(CASE hash(i + 4) % 3 WHEN 0 THEN '192.0.2.' WHEN 1 THEN '198.51.100.' ELSE '203.0.113.' END, hash(i + 5) % 254 + 1)
  END AS c_ip,
  round(first_byte, 3) AS time_to_first_byte,
  status::integer AS sc_status,
  CASE WHEN status IN (0, 304) THEN 320 WHEN host = 'media.example.com' THEN 900000 + hash(i + 6) % 700000
    WHEN host = 'api.example.com' THEN 600 + hash(i + 6) % 4000 ELSE 1200 + hash(i + 6) % 60000 END::bigint AS sc_bytes,
  CASE WHEN host = 'api.example.com' AND hash(i + 8) % 5 = 0 THEN 'POST' WHEN hash(i + 8) % 97 = 0 THEN 'HEAD' ELSE 'GET' END AS cs_method,
  'https' AS cs_protocol,
  host AS cs_host,
  CASE WHEN busting THEN concat(path, '?', to_hex(hash(i + 13))) WHEN path = '/search' THEN concat(path, '?q=', ${pickWeighted(
    uniform(15),
    [
      ['shoes', 3],
      ['lamp', 2],
      ['tea', 1],
    ],
  )}) ELSE path END AS cs_uri_stem,
  (300 + hash(i + 9) % 500)::bigint AS cs_bytes,
  edge AS x_edge_location,
  concat(replace(replace(to_base64(encode(md5(i::varchar))), '+', '-'), '/', '_')[:43], lpad(i::varchar, 11, '0'), '==') AS x_edge_request_id,
  CASE host WHEN 'api.example.com' THEN 'd222222abcdef8.cloudfront.net' ELSE 'd111111abcdef8.cloudfront.net' END AS x_host_header,
  round(first_byte + 0.004 + 0.2 * pow(r_tail, 6), 3) AS time_taken,
  CASE WHEN hash(i + 10) % 10 < 4 THEN 'HTTP/3.0' WHEN hash(i + 10) % 10 < 9 THEN 'HTTP/2.0' ELSE 'HTTP/1.1' END AS cs_protocol_version,
  CASE WHEN scanned THEN 'python-requests/2.32' WHEN busting THEN 'curl/8.17.0' ELSE ${pickWeighted(uniform(16), exampleAgents)} END AS cs_user_agent,
  CASE WHEN hash(i + 11) % 3 = 0 THEN NULL ELSE concat('https://', host, '/') END AS cs_referer,
  CASE WHEN hash(i + 12) % 20 = 0 THEN 'TLSv1.2' ELSE 'TLSv1.3' END AS ssl_protocol,
  result AS x_edge_result_type,
  CASE WHEN status >= 500 THEN 'OriginConnectError' WHEN status = 0 THEN 'ClientCommError' ELSE result END AS x_edge_detailed_result_type,
  CASE WHEN path LIKE '%.js' THEN 'application/javascript' WHEN path LIKE '%.css' THEN 'text/css'
    WHEN path LIKE '%.m4s' THEN 'video/mp4' WHEN host = 'api.example.com' THEN 'application/json'
    WHEN path LIKE '/images/%' THEN 'image/webp' ELSE 'text/html' END AS sc_content_type,
  country AS c_country,
  CASE WHEN host = 'api.example.com' THEN '/api/*' WHEN host = 'media.example.com' THEN '/video/*'
    WHEN path LIKE '/static/%' THEN '/static/*' WHEN path LIKE '/images/%' THEN '/images/*' ELSE '*' END AS cache_behavior_path_pattern,
  CASE WHEN result IN ('Hit', 'RefreshHit') THEN NULL ELSE round(greatest(first_byte - 0.004, 0.001), 3) END AS origin_fbl,
  network::bigint AS asn
FROM timed`;
}
