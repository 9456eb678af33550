import type { S3Client } from '@aws-sdk/client-s3';
import type { Layout } from '../../../core/layouts/layout.ts';
import { printLayouts } from '../../../core/layouts/layoutsDocument.ts';
import { LayoutsReader } from '../../../lambda/consumer/layoutsReader.ts';
import { noStop, type RecordingClient, recordingClient } from './recordingClient.ts';
import { s3Error } from './serviceErrors.ts';

const first: Layout = { fields: ['timestamp', 'c-ip'], status: 'confirmed', since: '2026-11-01T00:00:00Z' };
const second: Layout = { fields: ['timestamp', 'asn'], status: 'expected', since: '2026-11-20T00:00:00Z' };

/** Start of the tests' time; a minute later the layouts may be read again. */
const start = Date.parse('2026-11-20T13:00:00Z');
const minute = 60_000;

/** A client of a bucket that holds what `texts` gives, one text a reading; an error is S3's answer. */
function lake(...texts: (string | Error)[]): RecordingClient {
  return recordingClient(() => {
    const text = texts.shift();
    if (text === undefined) throw new Error('expected no further reading');
    if (text instanceof Error) throw text;
    return { Body: { transformToString: () => Promise.resolve(text) } };
  });
}

function readerOf(client: RecordingClient): LayoutsReader {
  return new LayoutsReader(client as unknown as S3Client, 'lake');
}

const noSuchKey = () => s3Error('NoSuchKey', 404, 'The specified key does not exist.');
const slowDown = () => s3Error('SlowDown', 503, 'Please reduce your request rate.');

describe('LayoutsReader', () => {
  it('reads the layouts of the lake', async () => {
    const client = lake(printLayouts([first]));
    const reader = readerOf(client);
    expect(reader.layouts).toEqual([]);
    expect(await reader.refresh(start, noStop())).toBe(true);
    expect(reader.layouts).toEqual([first]);
    expect(client.sent.map(({ name, input }) => [name, input])).toEqual([
      ['GetObjectCommand', { Bucket: 'lake', Key: 'config/layouts.json' }],
    ]);
  });

  it('reads them again at once the first time, for they may have grown right after the start', async () => {
    const reader = readerOf(lake(printLayouts([first]), printLayouts([first, second])));
    await reader.refresh(start, noStop());
    expect(await reader.refresh(start + 1, noStop())).toBe(true);
    expect(reader.layouts).toEqual([first, second]);
  });

  it('reads them again at most once a minute', async () => {
    const client = lake(printLayouts([first]), printLayouts([first]), printLayouts([first, second]));
    const reader = readerOf(client);
    await reader.refresh(start, noStop());
    expect(await reader.refresh(start, noStop())).toBe(false);
    expect(await reader.refresh(start + minute - 1, noStop())).toBe(false);
    expect(client.sent).toHaveLength(2);
    expect(await reader.refresh(start + minute, noStop())).toBe(true);
    expect(reader.layouts).toEqual([first, second]);
  });

  it('says that nothing is new where the text is the same', async () => {
    const reader = readerOf(lake(printLayouts([first]), printLayouts([first])));
    await reader.refresh(start, noStop());
    expect(await reader.refresh(start + minute, noStop())).toBe(false);
  });

  it.each([
    ['S3 does not answer', slowDown()],
    ['the text is none of layouts', '{"version":1'],
  ])('keeps what it knows where %s, and waits a minute', async (_, answer) => {
    const client = lake(printLayouts([first]), answer, printLayouts([second]));
    const reader = readerOf(client);
    await reader.refresh(start, noStop());
    expect(await reader.refresh(start + minute, noStop())).toBe(false);
    expect(await reader.refresh(start + 2 * minute - 1, noStop())).toBe(false);
    expect(client.sent).toHaveLength(2);
    expect(reader.layouts).toEqual([first]);
    expect(await reader.refresh(start + 2 * minute, noStop())).toBe(true);
    expect(reader.layouts).toEqual([second]);
  });

  it('fails where it has never known any, and reads again at the next try', async () => {
    const reader = readerOf(lake(noSuchKey(), printLayouts([first])));
    await expect(reader.refresh(start, noStop())).rejects.toThrow(
      new Error(
        'expected the known layouts at s3://lake/config/layouts.json, got NoSuchKey: The specified key does not ' +
          'exist.; deploying the stack again puts them there',
      ),
    );
    expect(await reader.refresh(start + 1, noStop())).toBe(true);
  });
});
