import { fieldsByLayout, type LayoutLetter } from './soakLayouts.ts';

/** One in this many records can't be read. */
export const unreadableEvery = 499;

/** One in this many records has a value that doesn't parse as its column's type. */
export const malformedEvery = 211;

const statuses = ['200', '206', '301', '304', '404', '503'];
const results = ['Hit', 'Miss', 'RefreshHit', 'Error'];
const minute = 60_000;

/** Returns whether the record with this number matches no layout. */
export function isUnreadable(number: number): boolean {
  return number % unreadableEvery === 5;
}

/**
 * Writes the record with this number in CloudFront's format. Every value is derived from the number, so that
 * a reader can check the row. `soakRows.ts` has the same rules in SQL.
 *
 * @param layout letter of the layout. It is part of the path, so that a reader knows the right layout of the
 * row.
 * @param epoch epoch milliseconds of record number 0. Edge clocks differ by up to ten minutes.
 */
export function numberedRecord(number: number, layout: LayoutLetter, epoch: number): string {
  if (isUnreadable(number)) return `unreadable\t${number}`;
  const values = valuesOf(number, layout, epoch);
  return fieldsByLayout[layout].map((name) => values[name]).join('\t');
}

function valuesOf(number: number, layout: LayoutLetter, epoch: number): Record<string, string> {
  const result = results[number % 4];
  return {
    timestamp: ((epoch + number + ((number % 5) - 2) * 5 * minute) / 1000).toFixed(3),
    'c-ip': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
    's-ip': `192.0.2.${number % 256}`,
    'time-to-first-byte': ((number % 60_000) / 1000).toFixed(3),
    'sc-status': statuses[number % 6],
    'sc-bytes': number % malformedEvery === 7 ? `${number}z` : String(500 + number),
    'cs-method': number % 3 === 0 ? 'POST' : 'GET',
    'cs-protocol': 'https',
    'cs-uri-stem': `/${layout}/${number}?q=a%20b`,
    'x-edge-location': `FRA${50 + (number % 30)}-C1`,
    'x-edge-request-id': requestId(number),
    'x-host-header': 'd111111abcdef8.cloudfront.net',
    'time-taken': ((number % 60_000) / 1000 + 0.25).toFixed(3),
    'c-ip-version': 'IPv4',
    'cs-user-agent': `soak/1.0%20(${number % 1000})`,
    'x-edge-response-result-type': result,
    'x-edge-result-type': result,
    'x-edge-detailed-result-type': result,
    'cache-behavior-path-pattern': number % 2 === 0 ? '*' : '/api/*',
    asn: String(64_512 + (number % 1000)),
  };
}

/** Returns a request ID with the length of CloudFront's. */
export function requestId(number: number): string {
  return `${String(number).padStart(12, '0')}-soak-record-of-a-request-at-an-edge_server=`;
}
