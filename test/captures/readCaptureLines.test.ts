import { gzipSync, zstdCompressSync } from 'node:zlib';
import { readCaptureLines } from '../../captures/readCaptureLines.ts';

const records = Array.from(
  { length: 5 },
  (_, index) => `166902106${index}.951\t192.0.2.${index}\t/path-${index}\t6449${index}`,
);
const text = records.map((record) => `${record}\n`).join('');
const base64 = (value: string) => Buffer.from(value).toString('base64');

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Lines without their line feeds. */
async function read(capture: Buffer | string, fieldCounts = [4], chunkSize = 7): Promise<string[]> {
  const lines: string[] = [];
  for await (const group of readCaptureLines(
    inChunks(Buffer.from(capture as string), chunkSize),
    fieldCounts,
  )) {
    lines.push(...group.map((line) => line.toString().replace(/\n$/, '')));
  }
  return lines;
}

const answerOf = (data: readonly string[]) => ({
  Records: data.map((line, index) => ({
    SequenceNumber: `4959${index}`,
    ApproximateArrivalTimestamp: '2026-11-20T13:00:00+00:00',
    Data: base64(line),
    PartitionKey: 'a "key" {',
  })),
  NextShardIterator: 'AAAA',
  MillisBehindLatest: 0,
});

const utf16be = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

describe('the lines of a capture', () => {
  it.each<[string, Buffer | string]>([
    ['plain', text],
    ['without a last line feed', text.trimEnd()],
    ['with CR LF', text.replaceAll('\n', '\r\n')],
    ['with CR LF here and there', text.replace('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${text}`],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    [
      'UTF-16 with CR LF, as PowerShell writes it',
      Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'utf16le'),
    ],
    ['UTF-16, big-endian', utf16be],
    ['UTF-16 without a byte order mark', Buffer.from(text, 'utf16le')],
    ['gzip', gzipSync(text)],
    ['gzip of several members', Buffer.concat([gzipSync(text.slice(0, 100)), gzipSync(text.slice(100))])],
    ['Zstandard', zstdCompressSync(text)],
    [
      'Zstandard of several frames',
      Buffer.concat([zstdCompressSync(text.slice(0, 9)), zstdCompressSync(text.slice(9))]),
    ],
    ['gzip of UTF-16', gzipSync(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['gzip in gzip', gzipSync(gzipSync(text))],
    ['JSON of get-records', JSON.stringify(answerOf(records.map((record) => `${record}\n`)), null, 4)],
    ['JSON of get-records whose records lack line feeds', JSON.stringify(answerOf(records))],
    [
      'several documents of get-records, an empty one too',
      [records.slice(0, 2), [], records.slice(2)]
        .map((part) => JSON.stringify(answerOf(part), null, 4))
        .join('\n'),
    ],
    ['get-records --query Records', JSON.stringify(answerOf(records).Records)],
    ['a record with several lines', JSON.stringify(answerOf([text]))],
    ['get-records in UTF-16', Buffer.from(`\ufeff${JSON.stringify(answerOf(records))}`, 'utf16le')],
    [
      "Lambda's event",
      JSON.stringify({ Records: records.map((line) => ({ kinesis: { data: base64(line) } })) }),
    ],
    [
      'an object of the failure destination',
      JSON.stringify({
        payload: JSON.stringify({ Records: records.map((line) => ({ kinesis: { data: base64(line) } })) }),
      }),
    ],
    [
      'a quarantine file',
      records.map((line) => JSON.stringify({ reason: 'x', data: base64(line) })).join('\n'),
    ],
    ['lines of base64', records.map((record) => `${base64(`${record}\n`)}\n`).join('')],
    ['records joined without line feeds', records.join('')],
    ['lines of joined records', `${records.slice(0, 3).join('')}\n${records.slice(3).join('')}\n`],
    ['nothing', ''],
  ])('are its records: %s', async (name, capture) => {
    const expected = name === 'nothing' ? [] : records;
    expect((await read(capture)).filter((line) => line !== '')).toEqual(expected);
    expect((await read(capture, [4], 1 << 20)).filter((line) => line !== '')).toEqual(expected);
  });

  it('are empty if they are blank, so that line numbers remain correct', async () => {
    expect(await read(`${records[0]}\n\n  \r\n${records[1]}\r\n\r\n`)).toEqual([
      records[0],
      '',
      '',
      records[1],
      '',
    ]);
  });

  it.each<[string, Buffer | string, RegExp]>([
    ['a Parquet file', 'PAR1\0\0', /looks like a Parquet file.*cfrl query --lake/],
    ['a zip archive', 'PK\u0003\u0004abc', /zip archive; unzip it first/],
    ['bzip2', 'BZh91AY', /bunzip2 FILE/],
    ['a tar archive', `${'a'.repeat(257)}ustar`, /tar xf FILE/],
    ['standard logs', '#Version: 1.0\n#Fields: date time', /standard logs \(access logs\)/],
    ['HTML', '<!DOCTYPE html>', /HTML or XML/],
    [
      'other JSON',
      '{"Items": []}',
      /JSON without Kinesis records; expected the output of aws kinesis get-records/,
    ],
    ['truncated JSON', '{"Records": [{"Data"', /looks like truncated JSON/],
    ['JSON with a mistake', '{"Records": [oops]}', /contains invalid JSON/],
  ])('cannot be read from %s, and the error contains the format', async (_, capture, message) => {
    await expect(read(capture)).rejects.toThrow(message);
  });
});
