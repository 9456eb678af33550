import { gunzipSync, gzipSync } from 'node:zlib';
import { parseQuarantine, printQuarantine } from '../lake/quarantine.ts';

/** A file after erasure. */
export interface ErasedFile {
  /** Number of records or lines that were removed. */
  readonly removed: number;
  /** The remaining file; undefined if nothing remains. */
  readonly body: Buffer | undefined;
}

/** Tests whether a record or a line of a file must be removed. */
export type TextTest = (text: string) => boolean;

/** Removes entries from a quarantine file whose base64 records match the test. */
export function eraseFromQuarantine(file: Uint8Array, isIn: TextTest): ErasedFile {
  const entries = parseQuarantine(file);
  const kept = entries.filter(({ data, reason }) => !isIn(fromBase64(data)) && !isIn(reason));
  return {
    removed: entries.length - kept.length,
    body: kept.length === 0 ? undefined : printQuarantine(kept),
  };
}

/**
 * Removes records from an object in which Lambda stored a failed batch. `payload` contains events with records in
 * base64.
 *
 * @throws Error if the file is not such an object
 */
export function eraseFromFailure(file: Uint8Array, isIn: TextTest): ErasedFile {
  const object = JSON.parse(Buffer.from(file).toString()) as { payload?: unknown };
  let removed = 0;
  let kept = 0;
  const eraseEvent = (payload: unknown): unknown => {
    const event = (typeof payload === 'string' ? JSON.parse(payload) : payload) as {
      Records: { kinesis: { data: string } }[];
    };
    const records = event.Records.filter(({ kinesis }) => !isIn(fromBase64(kinesis.data)));
    removed += event.Records.length - records.length;
    kept += records.length;
    const erased = { ...event, Records: records };
    return typeof payload === 'string' ? JSON.stringify(erased) : erased;
  };
  const { payload } = object;
  const erased = Array.isArray(payload) ? payload.map(eraseEvent) : eraseEvent(payload);
  return {
    removed,
    body: kept === 0 ? undefined : Buffer.from(JSON.stringify({ ...object, payload: erased })),
  };
}

/**
 * Removes lines that match the test from a text file, compressed with gzip or not. Also tests base64 strings in JSON
 * lines.
 */
export function eraseFromLines(file: Uint8Array, isIn: TextTest): ErasedFile {
  const isCompressed = file[0] === 0x1f && file[1] === 0x8b;
  const lines = (isCompressed ? gunzipSync(file) : Buffer.from(file)).toString().split('\n');
  const kept = lines.filter((line) => !isIn(line) && !base64Texts(line).some(isIn));
  const text = kept.join('\n');
  const body = Buffer.from(text);
  return {
    removed: lines.length - kept.length,
    body: text.trim() === '' ? undefined : isCompressed ? gzipSync(body) : body,
  };
}

/** Returns the decoded base64 strings of a line of JSON. */
function base64Texts(line: string): string[] {
  return (line.match(/"[A-Za-z0-9+/]{8,}={0,2}"/g) ?? []).map((text) => fromBase64(text.slice(1, -1)));
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString();
}
