import { malformedEvery, unreadableEvery } from '../records/numberedRecord.ts';

const number = 'n';

/**
 * Returns SQL conditions that the row of a numbered record must meet. They have the same rules as
 * `numberedRecord.ts`, calculated independently from the number in the path.
 *
 * @param epoch epoch milliseconds of record number 0
 */
export function isCorrectRow(epoch: number): string {
  const result = `(['Hit', 'Miss', 'RefreshHit', 'Error'])[${number} % 4 + 1]`;
  const isMalformed = `${number} % ${malformedEvery} = 7`;
  const conditions = [
    `epoch_ms("timestamp") = ${epoch} + ${number} + (${number} % 5 - 2) * 300000`,
    `c_ip = concat('10.', (${number} >> 16) & 255, '.', (${number} >> 8) & 255, '.', ${number} & 255)`,
    `CASE layout WHEN 'a' THEN s_ip = concat('192.0.2.', ${number} % 256) ELSE s_ip IS NULL END`,
    `CASE layout WHEN 'a' THEN asn IS NULL ELSE asn = 64512 + ${number} % 1000 END`,
    `CASE layout WHEN 'c' THEN cs_protocol = 'https' ELSE cs_protocol IS NULL END`,
    `abs(time_to_first_byte - ${number} % 60000 / 1000.0) < 0.0001`,
    `abs(time_taken - ${number} % 60000 / 1000.0 - 0.25) < 0.0001`,
    `sc_status = ([200, 206, 301, 304, 404, 503])[${number} % 6 + 1]`,
    `CASE WHEN ${isMalformed} THEN sc_bytes IS NULL ELSE sc_bytes = 500 + ${number} END`,
    `CASE WHEN ${isMalformed} THEN malformed_values = concat('sc-bytes=', ${number}, 'z') ELSE malformed_values IS NULL END`,
    `cs_method = CASE WHEN ${number} % 3 = 0 THEN 'POST' ELSE 'GET' END`,
    `cs_uri_stem = concat('/', layout, '/', ${number}, '?q=a b')`,
    `x_edge_location = concat('FRA', 50 + ${number} % 30, '-C1')`,
    `x_edge_request_id[1:12] = lpad(${number}::varchar, 12, '0') AND length(x_edge_request_id) = 56`,
    `c_ip_version = 'IPv4'`,
    `x_host_header = 'd111111abcdef8.cloudfront.net'`,
    `cs_user_agent = concat('soak/1.0 (', ${number} % 1000, ')')`,
    `x_edge_response_result_type = ${result}`,
    `x_edge_result_type = ${result}`,
    `x_edge_detailed_result_type = ${result}`,
    `cache_behavior_path_pattern = CASE WHEN ${number} % 2 = 0 THEN '*' ELSE '/api/*' END`,
    `${number} % ${unreadableEvery} <> 5`,
  ];
  return conditions.map((condition) => `coalesce(${condition}, false)`).join('\n  AND ');
}

/** Returns SQL for the rows of a source, with the number and layout from their paths. */
export function numberedRows(source: string): string {
  return `SELECT *,
  TRY_CAST(regexp_extract(cs_uri_stem, '^/[abc]/([0-9]+)[?]', 1) AS bigint) AS n,
  regexp_extract(cs_uri_stem, '^/([abc])/', 1) AS layout
FROM ${source}`;
}
