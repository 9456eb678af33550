import { gunzipSync, gzipSync } from 'node:zlib';
import { ByteWriter } from '../columns/byteWriter.ts';

/** A record that could not be read, as a line of a quarantine file. */
export interface QuarantineEntry {
  /** What was expected and what was received. */
  readonly reason: string;
  readonly shardId: string;
  /**
   * Sequence number of the record in its shard. The second and later lines of a record have the suffix `.2`, `.3`, and
   * so on.
   */
  readonly sequenceNumber: string;
  /** Arrival of the record in the stream, ISO 8601, UTC. */
  readonly arrival: string;
  /** The record's unchanged bytes, including the newline, as base64. */
  readonly data: string;
}

/** Returns the bytes of a quarantine file: one line of JSON per entry, compressed with gzip. */
export function printQuarantine(entries: Iterable<QuarantineEntry>): Buffer {
  const lines = new ByteWriter(1 << 16);
  for (const entry of entries) {
    const line = `${JSON.stringify(entry)}\n`;
    lines.reserve(Buffer.byteLength(line));
    lines.length += lines.bytes.write(line, lines.length);
  }
  return gzipSync(lines.used());
}

/** Returns the entries of a quarantine file. */
export function parseQuarantine(file: Uint8Array): QuarantineEntry[] {
  return gunzipSync(file)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as QuarantineEntry);
}
