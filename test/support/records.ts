/** Logged values by field name. */
export type LoggedValues = Readonly<Record<string, string>>;

const userAgent = 'Mozilla/5.0%20(X11;%20Linux%20x86_64)%20Gecko/20100101%20Firefox/140.0';

/** Plausible logged values by field; `-` for other fields. */
const typicalValues: LoggedValues = {
  timestamp: '1795179600.123',
  'c-ip': '192.0.2.17',
  's-ip': '198.51.100.4',
  'time-to-first-byte': '0.042',
  'sc-status': '200',
  'sc-bytes': '5120',
  'cs-method': 'GET',
  'cs-protocol': 'https',
  'cs-host': 'www.example.com',
  'cs-uri-stem': '/images/logo.png?size=2',
  'cs-bytes': '317',
  'x-edge-location': 'SFO53-P9',
  'x-edge-request-id': requestId(1),
  'x-host-header': 'd111111abcdef8.cloudfront.net',
  'time-taken': '0.057',
  'cs-protocol-version': 'HTTP/2.0',
  'c-ip-version': 'IPv4',
  'cs-user-agent': userAgent,
  'cs-referer': 'https://www.example.com/',
  'cs-uri-query': 'size=2',
  'x-edge-response-result-type': 'Miss',
  'ssl-protocol': 'TLSv1.3',
  'ssl-cipher': 'TLS_AES_128_GCM_SHA256',
  'x-edge-result-type': 'Miss',
  'sc-content-type': 'image/png',
  'sc-content-len': '4800',
  'c-port': '49152',
  'x-edge-detailed-result-type': 'Miss',
  'c-country': 'US',
  'cs-accept-encoding': 'gzip,%20deflate',
  'cs-accept': 'image/webp,*/*',
  'cache-behavior-path-pattern': '/images/*',
  'cs-headers': `Host:www.example.com%0AUser-Agent:${userAgent}%0AAccept:image/webp,*/*%0A`,
  'cs-header-names': 'Host%0AUser-Agent%0AAccept%0A',
  'cs-headers-count': '3',
  'origin-fbl': '0.031',
  'origin-lbl': '0.045',
  asn: '64496',
};

/** Returns a request id of 56 characters that is different for each number. */
export function requestId(number: number): string {
  return `${String(number).padStart(54, 'Ab-_9')}==`;
}

/**
 * Returns a record in CloudFront's format, without a newline. Fields without a given value have a plausible
 * one.
 */
export function lineOf(fields: readonly string[], values: LoggedValues = {}): string {
  return fields.map((field) => values[field] ?? typicalValues[field] ?? '-').join('\t');
}

/** Returns `count` records with unique ids. `values` returns the special values of each. */
export function linesOf(
  fields: readonly string[],
  count: number,
  values: (index: number) => LoggedValues = () => ({}),
): string[] {
  return Array.from({ length: count }, (_, index) =>
    lineOf(fields, { 'x-edge-request-id': requestId(index), ...values(index) }),
  );
}
