import { parquetMetadata, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { parseQuarantine } from '../../core/lake/quarantine.ts';
import type { MetricDatum } from '../../core/metrics/datum.ts';
import type { RecordBatch } from '../../core/records/recordBatch.ts';
import type { TransformResult } from '../../core/transform.ts';

const newline = 0x0a;

/** Allowed object keys: in one of the two folders, in the partition of their hour, and not hidden. */
export const objectKey =
  /^(?:(?:raw|quarantine)\/arrival_day=\d{4}-\d\d-\d\d\/arrival_hour=\d\d\/[A-Za-z0-9][\w.-]*\.(?:parquet|ndjson\.gz)|late\/\d{4}-\d\d-\d\d\/\d\d\/[A-Za-z0-9][\w.-]*\.parquet\.\d+)$/;

const cleanDimension = /^[!-9;-~][ -~]{0,1023}$/;

/** Counts lines in the simplest way. Empty input counts as one line, and so does a last line without a newline. */
export function countLines(bytes: Uint8Array): number {
  let lines = bytes.length === 0 || bytes.at(-1) !== newline ? 1 : 0;
  for (const byte of bytes) if (byte === newline) lines++;
  return lines;
}

/** Counts the lines of all records in a batch. */
export function linesOfBatch(batch: RecordBatch): number {
  let lines = 0;
  let start = 0;
  for (let record = 0; record < batch.count; record++) {
    const end = batch.ends[record];
    lines += countLines(batch.bytes.subarray(start, end));
    start = end;
  }
  return lines;
}

/**
 * Describes the first fault of a result: lines that are missing or duplicated in rows and quarantine, an
 * object with a wrong key, or a metric that CloudWatch would reject.
 *
 * @returns a sentence, or undefined if the result is correct
 */
export function findFault(
  batch: RecordBatch,
  { objects, metrics, health }: TransformResult,
): string | undefined {
  const wrongKey = objects.find(({ key }) => !objectKey.test(key))?.key;
  if (wrongKey !== undefined) return `expected a key of the lake, got ${JSON.stringify(wrongKey)}`;
  const quarantined = objects
    .filter(({ key }) => key.startsWith('quarantine/'))
    .flatMap(({ body }) => parseQuarantine(body))
    .reduce((lines, { data }) => lines + countLines(Buffer.from(data, 'base64')), 0);
  const expected = linesOfBatch(batch);
  if (health.rows + quarantined !== expected)
    return `expected ${expected} lines, got ${health.rows} rows and ${quarantined} lines in quarantine`;
  const bad = metrics.find((datum) => !isAccepted(datum));
  return bad && `expected a metric that CloudWatch accepts, got ${JSON.stringify(bad)}`;
}

function isAccepted({ value, values = [], counts = [], dimensions, timestamp }: MetricDatum): boolean {
  const numbers = value === undefined ? [...values, ...counts] : [value];
  return (
    numbers.length > 0 &&
    numbers.every(Number.isFinite) &&
    values.length <= 150 &&
    values.length === counts.length &&
    Number.isInteger(timestamp) &&
    Object.values(dimensions).every((text) => cleanDimension.test(text))
  );
}

/** Counts the rows of a Parquet file. An independent reader reads every value. */
export async function readRows(file: Uint8Array): Promise<number> {
  const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
  const metadata = parquetMetadata(buffer);
  const rows = Number(metadata.num_rows);
  await parquetRead({
    file: buffer,
    metadata,
    compressors,
    onChunk: ({ columnName, rowStart, rowEnd, columnData }) => {
      if (columnData.length !== rowEnd - rowStart)
        throw new Error(`expected ${rowEnd - rowStart} values in ${columnName}, got ${columnData.length}`);
    },
  });
  return rows;
}
