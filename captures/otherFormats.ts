import { isUtf8 } from 'node:buffer';

/** First bytes of other file formats. */
const otherFormatBytes: readonly {
  readonly bytes: string;
  readonly at?: number;
  readonly sentence: string;
}[] = [
  {
    bytes: 'PAR1',
    sentence:
      "it looks like a Parquet file, which convert writes; to query a folder of Parquet files, use 'cfrl query --lake'",
  },
  { bytes: 'PK\u0003\u0004', sentence: 'it looks like a zip archive; unzip it first' },
  { bytes: 'BZh', sentence: 'it looks like bzip2; decompress it first: bunzip2 FILE' },
  { bytes: '\u00fd7zXZ', sentence: 'it looks like xz; decompress it first: unxz FILE' },
  { bytes: '\u0004"M\u0018', sentence: 'it looks like lz4; decompress it first: unlz4 FILE' },
  { bytes: '7z\u00bc\u00af', sentence: 'it looks like a 7z archive; unpack it first' },
  { bytes: 'ustar', at: 257, sentence: 'it looks like a tar archive; unpack it first: tar xf FILE' },
];

/** Beginnings of other text formats. */
const otherFormatTexts: readonly { readonly beginning: RegExp; readonly sentence: string }[] = [
  {
    beginning: /^#(Version|Fields):/i,
    sentence:
      'it looks like CloudFront standard logs (access logs), which have other fields; this program reads real-time logs',
  },
  { beginning: /^\s*<(!doctype|html|\?xml)/i, sentence: 'it looks like HTML or XML, not like log records' },
];

/**
 * Rejects files that can't be captures, from their first bytes after decompression.
 *
 * @throws Error with the format that the file seems to have, and what to do
 */
export function rejectOtherFormat(beginning: Buffer): void {
  const text = beginning.toString('latin1');
  const found =
    otherFormatBytes.find(({ bytes, at = 0 }) => text.startsWith(bytes, at)) ??
    otherFormatTexts.find(({ beginning: pattern }) => pattern.test(text));
  if (found !== undefined) throw new Error(found.sentence);
}

/**
 * Describes the format of lines that aren't records of the given fields; undefined if the format is unknown.
 *
 * @param first first line
 * @param fieldCount number of fields of a record
 */
export function describeSimilarFormat(first: Buffer, fieldCount: number): string | undefined {
  if (first.includes(0) || !isUtf8(first)) return 'it looks like binary data; expected lines of text';
  const line = first.toString().trimEnd();
  const columns = line.split('\t').length;
  if (columns === 1 && line.split(',').length > 4) {
    return 'it looks like comma-separated values; real-time log records are separated by tabs';
  }
  if (columns === 1 && line.trim().split(/\s+/).length >= Math.min(5, fieldCount)) {
    return 'its columns are separated by spaces; copying from a terminal turns tabs into spaces, so copy the file itself';
  }
  if (/^timestamp\t/.test(line)) return 'its first line contains field names; delete that line';
  // One column contains a record's last value and the next record's timestamp.
  const joint = line.split('\t').findIndex((value, index) => index > 0 && /.\d{10}\.\d{3}$/.test(value));
  if (joint > 0) {
    return `its records seem to be joined without line feeds, ${joint + 1} fields each; list these fields, with timestamp first`;
  }
  return undefined;
}
