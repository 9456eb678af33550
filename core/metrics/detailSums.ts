import { noValue } from '../columns/codes.ts';
import type { TextColumn } from '../columns/textColumn.ts';
import type { DetailName } from './detailDefinitions.ts';
import type { Numbers } from './plausibleValues.ts';
import { cacheHitTypes, statusClass, statusClassesByCode } from './rowClasses.ts';

/** Columns for the details; undefined if not logged. */
export interface DetailColumns {
  readonly status: Numbers | undefined;
  readonly resultType: TextColumn | undefined;
  readonly detailedResultType: TextColumn | undefined;
  readonly originReason: TextColumn | undefined;
  readonly bytesDownloaded: Numbers | undefined;
}

/** Sums over records, not scaled by the sampling rate. */
export type DetailSums = Partial<Record<DetailName, number>>;

/**
 * Tests for detailed result types of 5xx responses that the origin caused (CloudFront developer guide, 'Use real-time
 * access logs', November 2026). `Error` is an origin's own error response. It may come from the cache, which doesn't
 * change its cause.
 */
const isOfOrigin = (text: string) =>
  /^(?:Error$|Miss|AbortedOrigin$|SlowReaderOriginError$|Origin)/.test(text);

/** Detailed result types of successful responses that ended early, from the same page. */
const abortedTypes: ReadonlySet<string> = new Set([
  'ClientCommError',
  'ClientHungUpRequest',
  'Error',
  'SlowReaderOriginError',
]);

/** Matches `sr-reason` if the first origin failed, such as `Failover:502`. */
const failover = /^failover/i;

/**
 * Computes the sums of each group.
 *
 * @param names the metrics to compute. Metrics whose columns are missing are omitted
 * @param groupOfRow group of each row; negative for rows without a group
 */
export function sumDetails(
  columns: DetailColumns,
  names: readonly DetailName[],
  rows: number,
  groupOfRow: Int32Array,
  groupCount: number,
): DetailSums[] {
  const counters = names.flatMap((name) => {
    const amount = amountOf(name, columns);
    return amount === undefined ? [] : [{ name, amount, sums: new Float64Array(groupCount) }];
  });
  for (let row = 0; row < rows; row++) {
    const group = groupOfRow[row];
    if (group < 0) continue;
    for (const { amount, sums } of counters) sums[group] = sums[group] + amount(row);
  }
  return Array.from({ length: groupCount }, (_, group) =>
    Object.fromEntries(counters.map(({ name, sums }) => [name, sums[group]])),
  );
}

/** Adds the sums of several groups. */
export function addDetails(all: readonly DetailSums[]): DetailSums {
  const total: DetailSums = {};
  for (const sums of all)
    for (const [name, value] of Object.entries(sums) as [DetailName, number][])
      total[name] = (total[name] ?? 0) + value;
  return total;
}

/** Returns a function for the amount that a row adds to a metric; undefined if a column is missing. */
function amountOf(name: DetailName, columns: DetailColumns): ((row: number) => number) | undefined {
  const { resultType, detailedResultType: detailed, originReason, bytesDownloaded } = columns;
  switch (name) {
    case 'BytesFromCache': {
      const isHit = resultType && flagsOf(resultType, (text) => cacheHitTypes.has(text));
      return isHit && bytesDownloaded && ((row) => (isHit(row) ? numberAt(bytesDownloaded, row) : 0));
    }
    case 'OriginErrors':
      return both(hasStatus(columns, statusClass.serverError), detailed && flagsOf(detailed, isOfOrigin));
    case 'EdgeErrors':
      return both(
        hasStatus(columns, statusClass.serverError),
        detailed && flagsOf(detailed, (text) => !isOfOrigin(text)),
      );
    case 'OriginShieldHits':
      return both(detailed && flagsOf(detailed, (text) => text === 'OriginShieldHit'));
    case 'OriginRetries':
      return both(originReason && flagsOf(originReason, (text) => failover.test(text)));
    case 'AbortedDownloads':
      return both(
        hasStatus(columns, statusClass.success),
        detailed && flagsOf(detailed, (text) => abortedTypes.has(text)),
      );
  }
}

type Flag = (row: number) => boolean;

/** Returns a function that is 1 for a row that meets all flags; undefined if a column is missing. */
function both(...flags: readonly (Flag | undefined)[]): ((row: number) => number) | undefined {
  const known = flags.filter((flag) => flag !== undefined);
  if (known.length < flags.length) return undefined;
  return (row) => Number(known.every((flag) => flag(row)));
}

function hasStatus({ status }: DetailColumns, wanted: number): Flag | undefined {
  if (status === undefined) return undefined;
  const classes = statusClassesByCode(status);
  return (row) => classes[status.codes[row] + 1] === wanted;
}

/** Returns a flag for rows whose entry meets a condition. It is false if the row has no value. */
function flagsOf(column: TextColumn, holds: (text: string) => boolean): Flag {
  const flags = new Uint8Array(column.entries + 1);
  for (let code = 0; code < column.entries; code++) flags[code + 1] = Number(holds(column.entryText(code)));
  return (row) => flags[column.codes[row] + 1] === 1;
}

function numberAt({ codes, values }: Numbers, row: number): number {
  const code = codes[row];
  return code === noValue ? 0 : values[code];
}
