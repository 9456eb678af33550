import { noValue } from '../columns/codes.ts';
import type { TextColumn } from '../columns/textColumn.ts';
import type { Numbers } from './plausibleValues.ts';

/** Columns that distinguish connections from responses; undefined if not logged. */
export interface ConnectionColumns {
  readonly status: Numbers | undefined;
  readonly protocol: TextColumn | undefined;
  readonly timeTaken: Numbers | undefined;
  readonly bytesDownloaded: Numbers | undefined;
  readonly bytesUploaded: Numbers | undefined;
}

/** Sums of connections, not scaled by the sampling rate. */
export interface ConnectionSums {
  connections: number;
  bytesDownloaded: number;
  bytesUploaded: number;
  /** Seconds. */
  duration: number;
}

/** A gRPC call that takes longer than this, in seconds, counts as an open stream and not as a response. */
export const longestCall = 60;

const switchingProtocols = 101;
const webSockets = new Set(['ws', 'wss']);
const grpc = new Set(['grpc', 'grpcs']);

/**
 * Finds the rows that are connections and not responses: WebSockets, and gRPC calls that are open for longer than
 * {@link longestCall}. A WebSocket that was rejected with an HTTP status is a response.
 *
 * @returns 1 for each row that is a connection, 0 for other rows; undefined if there are no connections
 */
export function connectionRows(columns: ConnectionColumns, rows: number): Uint8Array | undefined {
  const { status, protocol, timeTaken } = columns;
  const statuses = flagsByCode(status?.entries ?? 0, (code) => status?.values[code] === switchingProtocols);
  const answers = flagsByCode(status?.entries ?? 0, (code) => isAnswer(status?.values[code] ?? 0));
  const sockets = flagsByCode(protocol?.entries ?? 0, (code) => webSockets.has(textOf(protocol, code)));
  const calls = flagsByCode(protocol?.entries ?? 0, (code) => grpc.has(textOf(protocol, code)));
  const long = flagsByCode(timeTaken?.entries ?? 0, (code) => (timeTaken?.values[code] ?? 0) > longestCall);
  const hasLongCalls = calls.includes(1) && long.includes(1);
  if (!statuses.includes(1) && !sockets.includes(1) && !hasLongCalls) return undefined;
  const flagOf = (flags: Uint8Array, column: ConnectionColumns['status' | 'protocol'], row: number) =>
    column === undefined ? 0 : flags[column.codes[row] + 1];
  const found = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const isSocket = flagOf(sockets, protocol, row) & ~flagOf(answers, status, row);
    const isLongCall = flagOf(calls, protocol, row) & flagOf(long, timeTaken, row);
    found[row] = flagOf(statuses, status, row) | isSocket | isLongCall;
  }
  return found;
}

/** Sums the connections of each group. */
export function sumConnections(
  columns: ConnectionColumns,
  connections: Uint8Array,
  groupOfRow: Int32Array,
  groupCount: number,
): ConnectionSums[] {
  const sums = Array.from({ length: groupCount }, emptySums);
  for (let row = 0; row < connections.length; row++) {
    const group = connections[row] === 1 ? sums[groupOfRow[row]] : undefined;
    if (group === undefined) continue;
    group.connections++;
    group.bytesDownloaded += numberAt(columns.bytesDownloaded, row);
    group.bytesUploaded += numberAt(columns.bytesUploaded, row);
    group.duration += numberAt(columns.timeTaken, row);
  }
  return sums;
}

/** Adds the sums of several groups. */
export function addConnectionSums(all: readonly ConnectionSums[]): ConnectionSums {
  const total = emptySums();
  for (const { connections, bytesDownloaded, bytesUploaded, duration } of all) {
    total.connections += connections;
    total.bytesDownloaded += bytesDownloaded;
    total.bytesUploaded += bytesUploaded;
    total.duration += duration;
  }
  return total;
}

/** Returns the groups of rows that are not connections, and `noValue` for connections. */
export function responseRows(connections: Uint8Array, groupOfRow: Int32Array): Int32Array {
  return Int32Array.from(connections, (isConnection, row) =>
    isConnection === 1 ? noValue : groupOfRow[row],
  );
}

function isAnswer(status: number): boolean {
  return status >= 200 && status <= 599;
}

/** Returns 1 for each code that meets a condition, at the code's index plus one. Index 0, for absent values, is 0. */
function flagsByCode(entries: number, holds: (code: number) => boolean): Uint8Array {
  const flags = new Uint8Array(entries + 1);
  for (let code = 0; code < entries; code++) if (holds(code)) flags[code + 1] = 1;
  return flags;
}

function textOf(column: TextColumn | undefined, code: number): string {
  return column?.entryText(code) ?? '';
}

function numberAt(column: Numbers | undefined, row: number): number {
  const code = column?.codes[row] ?? noValue;
  return code === noValue ? 0 : (column?.values[code] ?? 0);
}

function emptySums(): ConnectionSums {
  return { connections: 0, bytesDownloaded: 0, bytesUploaded: 0, duration: 0 };
}
