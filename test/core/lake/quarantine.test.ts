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
  it('is a line of JSON an entry, compressed by gzip', () => {
    const lines = gunzipSync(printQuarantine(entries)).toString().split('\n');
    expect(lines.at(-1)).toBe('');
    expect(lines.slice(0, -1).map((line) => JSON.parse(line))).toEqual(entries);
  });

  it('gives its entries back', () => {
    expect(parseQuarantine(printQuarantine(entries))).toEqual(entries);
    expect(parseQuarantine(printQuarantine([]))).toEqual([]);
  });

  it('is the same each time it is written, as a retry needs it', () => {
    expect(printQuarantine(entries)).toEqual(printQuarantine(entries));
  });
});
