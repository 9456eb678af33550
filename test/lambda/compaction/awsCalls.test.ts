import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Endpoint } from '../../../emulator/endpoints/endpoint.ts';
import { startS3Endpoint } from '../../../emulator/endpoints/s3/s3Endpoint.ts';
import { AwsCompactionCalls } from '../../../lambda/compaction/awsCalls.ts';
import type { Clients } from '../../../lambda/compaction/clients.ts';
import { s3Client } from '../../emulator/fixtures/clients.ts';

let folder: string;
let endpoint: Endpoint;
let s3: S3Client;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'compaction-'));
  endpoint = await startS3Endpoint({ folder });
  s3 = s3Client(endpoint.url);
  await s3.send(new CreateBucketCommand({ Bucket: 'lake' }));
});
afterAll(async () => {
  s3.destroy();
  await endpoint.close();
  rmSync(folder, { recursive: true });
});

/** Returns calls whose clients, except S3's, return the given responses. */
function calls(answer?: unknown): AwsCompactionCalls {
  const client = { send: async () => (answer instanceof Error ? Promise.reject(answer) : answer) };
  const clients = { athena: client, glue: client, stepFunctions: client, s3 } as unknown as Clients;
  return new AwsCompactionCalls(clients, { lakeBucket: 'lake', database: 'logs' });
}

describe('AwsCompactionCalls', () => {
  it('lists files of the bucket', async () => {
    const keys = [
      'raw/arrival_day=2026-11-20/arrival_hour=12/a',
      'raw/arrival_day=2026-11-21/arrival_hour=00/b',
    ];
    for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket: 'lake', Key, Body: 'body' }));
    expect(await calls().listFiles('raw/')).toEqual(keys.map((key) => ({ key, bytes: 4 })));
    expect(await calls().listFiles('raw/', 1)).toHaveLength(1);
  });

  it('lists folders page by page', async () => {
    const pages = [
      { CommonPrefixes: [{ Prefix: 'raw/a/' }], NextContinuationToken: 'next' },
      { CommonPrefixes: [{ Prefix: 'raw/b/' }] },
    ];
    const asked: unknown[] = [];
    const client = { send: async ({ input }: { input: unknown }) => pages[asked.push(input) - 1] };
    const folders = await new AwsCompactionCalls({ s3: client } as unknown as Clients, {
      lakeBucket: 'lake',
      database: 'logs',
    }).listFolders('raw/');
    expect(folders).toEqual(['raw/a/', 'raw/b/']);
    expect(asked).toEqual([
      { Bucket: 'lake', Prefix: 'raw/', Delimiter: '/' },
      { Bucket: 'lake', Prefix: 'raw/', Delimiter: '/', ContinuationToken: 'next' },
    ]);
  });

  it('reads columns and text of a table or view', async () => {
    const Table = { StorageDescriptor: { Columns: [{ Name: 'c_ip' }] }, ViewOriginalText: 'text' };
    expect(await calls({ Table }).findTable('requests')).toEqual({ columns: ['c_ip'], viewText: 'text' });
    const missing = Object.assign(new Error('no'), { name: 'EntityNotFoundException' });
    expect(await calls(missing).findTable('requests')).toBeUndefined();
    await expect(calls(new Error('denied')).findTable('requests')).rejects.toThrow('denied');
  });

  it('reads the counts of a proof by the names of their columns', async () => {
    const row = (...texts: string[]) => ({ Data: texts.map((VarCharValue) => ({ VarCharValue })) });
    const Rows = [row('missing', 'doubled', 'unidentified'), row('1', '2', '3')];
    expect(await calls({ ResultSet: { Rows } }).readProof('id')).toEqual({
      missing: 1,
      doubled: 2,
      unidentified: 3,
    });
    await expect(calls({ ResultSet: { Rows: Rows.slice(0, 1) } }).readProof('id')).rejects.toThrow(
      "expected the count 'missing' of a proof, got undefined",
    );
  });

  it('gives precedence to the execution that started first, or to the first ARN if two started at the same time', async () => {
    const arn = (id: string) => `arn:aws:states:eu-west-1:111122223333:execution:machine:${id}`;
    const running = (id: string, seconds: number) => ({
      executionArn: arn(id),
      startDate: new Date(seconds * 1000),
    });
    const overtaken = (id: string, ...executions: ReturnType<typeof running>[]) =>
      calls({ executions }).hasEarlierExecution(arn(id));
    expect(await overtaken('a', running('a', 1))).toBe(false);
    expect(await overtaken('b', running('a', 1), running('b', 2))).toBe(true);
    expect(await overtaken('a', running('a', 1), running('b', 2))).toBe(false);
    expect(await overtaken('b', running('a', 1), running('b', 1))).toBe(true);
    expect(await overtaken('b', running('a', 1))).toBe(true);
  });
});
