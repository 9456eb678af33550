import type { NumberColumn } from '../columns/numberColumn.ts';
import type { TextColumn } from '../columns/textColumn.ts';
import { resultTypeFields } from './definitions.ts';
import type { TrafficColumns } from './trafficMetrics.ts';

/** Picks the columns of which metrics are made from the columns of logged fields, found by the fields' names. */
export function trafficColumns(
  find: (field: string) => TextColumn | NumberColumn | undefined,
): TrafficColumns {
  const text = (field: string) => {
    const column = find(field);
    return column?.kind === 'text' ? column : undefined;
  };
  const number = (field: string) => {
    const column = find(field);
    return column?.kind === 'number' ? column : undefined;
  };
  return {
    timestamp: number('timestamp'),
    xHostHeader: text('x-host-header'),
    csHost: text('cs-host'),
    cacheBehavior: text('cache-behavior-path-pattern'),
    status: number('sc-status'),
    resultType: resultTypeFields.map(text).find((column) => column !== undefined),
    method: text('cs-method'),
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
}
