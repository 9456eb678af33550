import { gunzipSync, gzipSync } from 'node:zlib';
import {
  eraseFromFailure,
  eraseFromLines,
  eraseFromQuarantine,
} from '../../../core/erasure/eraseFromFiles.ts';
import { parseQuarantine, printQuarantine } from '../../../core/lake/quarantine.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const isIn = (text: string) => text.includes('192.0.2.7');
const theirs = '1700000000.123\t192.0.2.7\t200\n';
const others = '1700000000.123\t192.0.2.8\t200\n';

describe('erasure from files', () => {
  it('removes entries from quarantine by their records', () => {
    const entry = (text: string) => ({
      reason: 'expected 3 fields, got 2',
      shardId: 'shardId-000000000001',
      sequenceNumber: '4959',
      arrival: '2026-11-20T13:00:00.000Z',
      data: base64(text),
    });
    const erased = eraseFromQuarantine(printQuarantine([entry(theirs), entry(others)]), isIn);
    expect([erased.removed, parseQuarantine(erased.body as Buffer)]).toEqual([1, [entry(others)]]);
    expect(eraseFromQuarantine(printQuarantine([entry(theirs)]), isIn)).toEqual({
      removed: 1,
      body: undefined,
    });
  });

  it.each([
    ['as text', (event: object) => JSON.stringify(event)],
    ['as it is', (event: object) => event],
    ['as several', (event: object) => [JSON.stringify(event)]],
  ])('removes records from failed batches, with the event %s', (_, payloadOf) => {
    const record = (text: string) => ({
      eventID: 'shardId-000000000001:4959',
      kinesis: { data: base64(text) },
    });
    const file = (...texts: string[]) =>
      Buffer.from(JSON.stringify({ version: '1.0', payload: payloadOf({ Records: texts.map(record) }) }));
    expect(eraseFromFailure(file(theirs, others), isIn)).toEqual({ removed: 1, body: file(others) });
    expect(eraseFromFailure(file(theirs), isIn)).toEqual({ removed: 1, body: undefined });
  });

  it('removes lines from text, compressed or not, also by their base64 strings', () => {
    const lines = (...data: string[]) =>
      data.map((text) => JSON.stringify({ rawData: base64(text) })).join('\n');
    expect(eraseFromLines(Buffer.from(lines(theirs, others)), isIn)).toEqual({
      removed: 1,
      body: Buffer.from(lines(others)),
    });
    const { removed, body } = eraseFromLines(gzipSync(`"c_ip"\n"192.0.2.7"\n"192.0.2.8"\n`), isIn);
    expect([removed, gunzipSync(body as Buffer).toString()]).toEqual([1, '"c_ip"\n"192.0.2.8"\n']);
  });
});
