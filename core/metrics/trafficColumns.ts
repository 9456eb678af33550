import type { NumberColumn } from '../columns/numberColumn.ts';
import type { TextColumn } from '../columns/textColumn.ts';
import type { ConnectionColumns } from './connections.ts';
import type { CountColumns } from './countSums.ts';
import { resultTypeFields } from './definitions.ts';
import type { DetailColumns } from './detailSums.ts';
import type { GroupColumns } from './groups.ts';
import type { MediaColumns } from './mediaSums.ts';
import { type Numbers, plausibleValues } from './plausibleValues.ts';

/** Columns that metrics are computed from. Columns that are not logged are undefined. */
export interface TrafficColumns extends GroupColumns, CountColumns, ConnectionColumns, DetailColumns {
  readonly timeToFirstByte: Numbers | undefined;
  readonly originFirstByteLatency: Numbers | undefined;
  readonly originLastByteLatency: Numbers | undefined;
  readonly media: MediaColumns;
  /** Number of values that were removed from the columns because they are above their bounds. */
  readonly implausibleValues: number;
}

/**
 * Selects the columns for metrics from the columns of logged fields. Implausible numbers are removed, see
 * `plausibleBounds`.
 *
 * @param find returns a column, given the name of its field
 */
export function trafficColumns(
  find: (field: string) => TextColumn | NumberColumn | undefined,
): TrafficColumns {
  let implausibleValues = 0;
  const text = (field: string) => {
    const column = find(field);
    return column?.kind === 'text' ? column : undefined;
  };
  const number = (field: string) => {
    const column = find(field);
    if (column?.kind !== 'number') return undefined;
    const plausible = plausibleValues(field, column);
    implausibleValues += plausible.leftOut;
    return plausible.column;
  };
  const columns = {
    timestamp: number('timestamp'),
    xHostHeader: text('x-host-header'),
    csHost: text('cs-host'),
    cacheBehavior: text('cache-behavior-path-pattern'),
    status: number('sc-status'),
    resultType: resultTypeFields.map(text).find((column) => column !== undefined),
    detailedResultType: text('x-edge-detailed-result-type'),
    originReason: text('sr-reason'),
    method: text('cs-method'),
    protocol: text('cs-protocol'),
    bytesDownloaded: number('sc-bytes'),
    bytesUploaded: number('cs-bytes'),
    timeToFirstByte: number('time-to-first-byte'),
    timeTaken: number('time-taken'),
    originFirstByteLatency: number('origin-fbl'),
    originLastByteLatency: number('origin-lbl'),
    media: {
      sessionId: text('cmcd-session-id'),
      bufferStarvation: text('cmcd-buffer-starvation'),
      objectType: text('cmcd-object-type'),
      objectDuration: number('cmcd-object-duration'),
      encodedBitrate: number('cmcd-encoded-bitrate'),
      measuredThroughput: number('cmcd-measured-throughput'),
    },
  };
  return { ...columns, implausibleValues };
}
