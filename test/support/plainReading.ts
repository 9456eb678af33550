import type { Columns, Value } from './parquetReaders.ts';

// The field types in the guides. They are repeated here, so that tests don't compare the catalog with itself.
const doubles = new Set([
  'time-to-first-byte',
  'time-taken',
  'origin-fbl',
  'origin-lbl',
  'cmcd-encoded-bitrate',
  'cmcd-buffer-length',
  'cmcd-object-duration',
  'cmcd-deadline',
  'cmcd-measured-throughput',
  'cmcd-playback-rate',
  'cmcd-requested-maximum-throughput',
  'cmcd-top-bitrate',
]);
const ints = new Set(['sc-status', 'fle-encrypted-fields', 'c-port', 'cs-headers-count']);
const bigints = new Set(['sc-bytes', 'cs-bytes', 'sc-content-len', 'sc-range-start', 'sc-range-end', 'asn']);

/** Returns records' values by column, read in the simplest way, without checks or redaction. */
export function readPlainly(fields: readonly string[], lines: readonly string[]): Columns {
  const records = lines.map((line) => line.split('\t'));
  return Object.fromEntries(
    fields.map((field, column) => [
      field.replaceAll('-', '_'),
      records.map((values) => readPlainValue(field, values[column])),
    ]),
  );
}

/** Returns the Athena type of a field's column. */
export function plainType(field: string): string {
  if (field === 'timestamp') return 'timestamp';
  if (doubles.has(field)) return 'double';
  if (ints.has(field)) return 'int';
  return bigints.has(field) ? 'bigint' : 'string';
}

export function readPlainValue(field: string, logged: string): Value {
  if (logged === '-') return null;
  if (field === 'timestamp') return new Date(Math.round(Number(logged) * 1000));
  if (doubles.has(field) || ints.has(field)) return Number(logged);
  if (bigints.has(field)) return BigInt(logged);
  return decodeOnce(logged);
}

/**
 * Decodes percent escapes once, as in the URL standard. A truncated end remains as logged, and so does the
 * whole text if it isn't UTF-8.
 */
export function decodeOnce(logged: string): string {
  if (!logged.includes('%')) return logged;
  const whole = logged.replace(/%[!-$&-~]?$/, '');
  const bytes = Buffer.from(
    Buffer.from(whole)
      .toString('latin1')
      .replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    const cutBytes = bytes.length - Buffer.byteLength(text);
    return text + logged.slice(whole.length - 3 * cutBytes);
  } catch {
    return logged;
  }
}
