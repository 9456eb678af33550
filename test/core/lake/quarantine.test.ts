import { gunzipSync } from 'node:zlib';
import { parseQuarantine, printQuarantine, type QuarantineEntry } from '../../../core/lake/quarantine.ts';

const entries: QuarantineEntry[] = ['a\0\n', '', 'é\u2028'].map((data, index) => ({
  reason: 'expected "a record", got\nanother',
  shardId: 'shardId-000000000001',
  sequenceNumber: `4959${index}`,
  arrival: '2026-11-20T13:05:00.000Z',
  data: Buffer.from(data).toString('base64'),
}));

describe('a quarantine file', () => {
  it('contains a line of JSON per entry, compressed with gzip', () => {
    const lines = gunzipSync(printQuarantine(entries)).toString().split('\n');
    expect(lines.at(-1)).toBe('');
    expect(lines.slice(0, -1).map((line) => JSON.parse(line))).toEqual(entries);
  });

  it('returns its entries', () => {
    expect(parseQuarantine(printQuarantine(entries))).toEqual(entries);
    expect(parseQuarantine(printQuarantine([]))).toEqual([]);
  });

  it('is the same each time it is written, as required for retries', () => {
    expect(printQuarantine(entries)).toEqual(printQuarantine(entries));
  });
});
