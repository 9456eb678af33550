import type { Layout } from '../core/layouts/layout.ts';
import { eventTimeAt } from '../core/records/eventTime.ts';

const tab = 0x09;
const newline = 0x0a;

/** Reads the time of a line's event in epoch milliseconds; undefined if the line contains none. */
export type EventTimeReader = (line: Buffer) => number | undefined;

/** Returns whether lines of the layouts begin with the time of their event. */
export function beginWithTimestamp(layouts: readonly Layout[]): boolean {
  return layouts.every(({ fields }) => fields[0] === 'timestamp');
}

/** Returns a reader for the times of lines: from the first field, if it is `timestamp` in all layouts. */
export function eventTimeReader(layouts: readonly Layout[]): EventTimeReader {
  return beginWithTimestamp(layouts) ? eventTime : () => undefined;
}

function eventTime(line: Buffer): number | undefined {
  const end = line.findIndex((byte) => byte === tab || byte === newline);
  const field = Buffer.concat([line.subarray(0, end < 0 ? line.length : end), Buffer.alloc(8)]);
  const length = field.length - 8;
  const view = new DataView(field.buffer, field.byteOffset, field.length);
  const time = eventTimeAt(field, view, 0, length);
  return Number.isNaN(time) ? undefined : time;
}
