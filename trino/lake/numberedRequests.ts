import { canonicalOrder, expectedLayouts } from '../../core/layouts/layout.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { Transform } from '../../core/transform.ts';

const hourMilliseconds = 3_600_000;

/** Identity of a file's rows. Files of earlier versions can have `unidentified` rows. */
export type RowKind = 'identified' | 'sequenced' | 'unidentified';

/** A request whose values are derived from its number. */
export interface NumberedRequest {
  readonly number: number;
  /** End of the request in epoch milliseconds. Some numbers have another timestamp. */
  readonly time: number;
}

const fields = [
  'timestamp',
  'c-ip',
  'time-to-first-byte',
  'sc-status',
  'sc-bytes',
  'cs-method',
  'cs-uri-stem',
  'x-edge-location',
  'x-host-header',
  'time-taken',
  'c-country',
  'x-edge-result-type',
  'cache-behavior-path-pattern',
] as const;

const layouts = {
  identified: canonicalOrder([...fields, 'x-edge-request-id']),
  sequenced: canonicalOrder([...fields]),
};

const statuses = ['200', '206', '301', '304', '404', '503'];
const results = ['Hit', 'Miss', 'RefreshHit', 'Error'];
const countries = ['DE', 'JP', 'US', '-'];

/** Returns whether the request with this number has an impossible timestamp. */
export function isOdd(number: number): boolean {
  return number % 97 === 13;
}

/** Returns whether the request with this number has no timestamp. */
export function hasNoTime(number: number): boolean {
  return number % 89 === 7;
}

function timestampOf({ number, time }: NumberedRequest): string {
  if (hasNoTime(number)) return '-';
  if (isOdd(number)) return number % 2 === 0 ? '1000000000.000' : '4100000000.000';
  return (time / 1000).toFixed(3);
}

function recordOf(request: NumberedRequest, kind: keyof typeof layouts): string {
  const { number } = request;
  const values: Record<string, string> = {
    timestamp: timestampOf(request),
    'c-ip': `198.51.100.${number % 256}`,
    'time-to-first-byte': ((number % 6_000) / 1000).toFixed(3),
    'sc-status': statuses[number % 6],
    'sc-bytes': String(500 + number),
    'cs-method': number % 3 === 0 ? 'POST' : 'GET',
    'cs-uri-stem': `/n/${number}?q=a%20b`,
    'x-edge-location': `FRA${50 + (number % 30)}-C1`,
    'x-host-header': 'd111111abcdef8.cloudfront.net',
    'time-taken': ((number % 60_000) / 1000 + 0.25).toFixed(3),
    'c-country': countries[number % 4],
    'x-edge-result-type': results[number % 4],
    'cache-behavior-path-pattern': number % 2 === 0 ? '*' : '/api/*',
    'x-edge-request-id': `${String(number).padStart(12, '0')}-request-of-a-numbered-viewer-at-an-edge==`,
  };
  return layouts[kind].map((name) => values[name]).join('\t');
}

/** SQL condition for a row whose values don't match its number, which is in column `n`. */
export const isWrongRow = `NOT coalesce(sc_bytes = 500 + n
  AND sc_status = element_at(ARRAY[${statuses.join(', ')}], CAST(n % 6 AS integer) + 1)
  AND time_taken BETWEEN (n % 60000) / 1000e0 + 0.249 AND (n % 60000) / 1000e0 + 0.251
  AND x_host_header = 'd111111abcdef8.cloudfront.net'
  AND ((n % 89 = 7) = ("timestamp" IS NULL))
  AND (n % 89 = 7 OR n % 97 = 13 OR CAST("timestamp" AS date) = day), FALSE)`;

/** SQL for the number of a row. */
export const numberOfRow = `CAST(regexp_extract(cs_uri_stem, '^/n/(\\d+)', 1) AS bigint)`;

/** A file to write. */
export interface RawFile {
  /** Arrival hour, in hours since the epoch. */
  readonly hour: number;
  readonly shard: number;
  readonly kind: keyof typeof layouts;
  readonly requests: readonly NumberedRequest[];
}

/**
 * Returns the object that the consumer would write for a batch of requests.
 *
 * @throws Error unless there is exactly one object
 */
export function rawObject({ hour, shard, kind, requests }: RawFile): { key: string; body: Buffer } {
  const transform = new Transform({
    layouts: expectedLayouts(layouts[kind]),
    policy: defaultSensitivityPolicy,
    compression: 'zstd',
  });
  const batch = new RecordBatch();
  batch.reset(`shardId-${String(shard).padStart(12, '0')}`);
  for (const request of requests)
    batch.addBytes(
      Buffer.from(`${recordOf(request, kind)}\n`),
      String(10_000_000 + request.number),
      hour * hourMilliseconds + 1_000,
    );
  const { objects } = transform.transform(batch, hour * hourMilliseconds);
  const [object] = objects;
  if (object === undefined || objects.length !== 1 || object.records !== requests.length)
    throw new Error(`expected one file of ${requests.length} rows, got ${objects.map(({ key }) => key)}`);
  return { key: object.key, body: object.body };
}
