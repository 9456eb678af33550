import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Endpoint } from '../../../../emulator/endpoints/endpoint.ts';
import { startS3Endpoint } from '../../../../emulator/endpoints/s3/s3Endpoint.ts';
import { s3Client } from '../../fixtures/clients.ts';

const Bucket = 'lake';
let folder: string;
let endpoint: Endpoint;
let client: S3Client;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 's3-'));
  endpoint = await startS3Endpoint({ folder });
  client = s3Client(endpoint.url);
  await client.send(new CreateBucketCommand({ Bucket }));
});

afterEach(async () => {
  client.destroy();
  await endpoint.close();
  rmSync(folder, { recursive: true });
});

const put = (Key: string, Body: Buffer | string | Readable, options: Partial<PutObjectCommandInput> = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...options }));

/** Sends a PUT request that SDKs don't send. */
const rawPut = (path: string, headers: Record<string, string>, body: string) =>
  new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(endpoint.url);
    const outgoing = request({ hostname, port, path, method: 'PUT', headers }, (response) => {
      response.setEncoding('utf8');
      let text = `${response.statusCode} `;
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

describe('startS3Endpoint', () => {
  it('keeps the put that arrived last, even if another one finishes later', async () => {
    const first = Promise.withResolvers<void>();
    const late = await startS3Endpoint({
      folder,
      async fault({ stage, call }) {
        if (stage === 'before' && call === 1) await first.promise;
        return undefined;
      },
    });
    const lateClient = s3Client(late.url);
    const putLate = (Body: string) => lateClient.send(new PutObjectCommand({ Bucket, Key: 'a', Body }));

    const slow = putLate('came first');
    while (late.calls.get('PutObject') !== 1) await new Promise((resolve) => setTimeout(resolve, 5));
    await putLate('came last');
    first.resolve();
    await slow;

    expect(readFileSync(join(folder, Bucket, 'a'), 'utf8')).toBe('came last');
    lateClient.destroy();
    await late.close();
  });

  it('stores an object as a plain file, and returns its bytes, entity tag, size, and time', async () => {
    const key = 'raw/arrival_day=2026-11-20/arrival_hour=13/a b+c%.parquet';
    const before = Date.now();
    const { ETag } = await put(key, Buffer.from('bytes'));
    const after = Date.now();

    const got = await client.send(new GetObjectCommand({ Bucket, Key: key }));
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: key }));

    expect(readFileSync(join(folder, Bucket, key), 'utf8')).toBe('bytes');
    expect(await got.Body?.transformToString()).toBe('bytes');
    expect([ETag, got.ETag, head.ETag]).toEqual(Array(3).fill('"4b3a6218bb3e3a7303e8a171a60fcf92"'));
    expect(head.ContentLength).toBe(5);
    // HTTP times are in whole seconds, and a file system's clock can lag by some milliseconds.
    expect(Number(head.LastModified)).toBeGreaterThan(before - 1100);
    expect(Number(head.LastModified)).toBeLessThanOrEqual(after);
  });

  it('removes the framing from a streamed body', async () => {
    await put('stream.txt', Readable.from([Buffer.alloc(70_000, 'a'), Buffer.from('end')]), {
      ContentLength: 70_003,
    });

    expect(readFileSync(join(folder, Bucket, 'stream.txt'), 'utf8')).toBe(`${'a'.repeat(70_000)}end`);
  });

  it.each([
    'CRC32',
    'CRC32C',
    'SHA1',
    'SHA256',
  ] as const)('verifies and confirms %s', async (ChecksumAlgorithm) => {
    const answer = await put('object', Buffer.from('123456789'), { ChecksumAlgorithm });

    const expected = {
      CRC32: { ChecksumCRC32: 'y/Q5Jg==' },
      CRC32C: { ChecksumCRC32C: '4waSgw==' },
      SHA1: { ChecksumSHA1: '98O8HYCOBHMq32eZZczDTKeuNEE=' },
      SHA256: { ChecksumSHA256: 'FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=' },
    }[ChecksumAlgorithm];
    expect(answer).toMatchObject(expected);
  });

  it.each([
    ['a header', { 'x-amz-checksum-crc32': 'AAAAAA==' }, 'body'],
    ['Content-MD5', { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' }, 'body'],
    [
      'a trailer',
      { 'content-encoding': 'aws-chunked', 'x-amz-trailer': 'x-amz-checksum-crc32' },
      '4\r\nbody\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n',
    ],
  ])('rejects a body that does not match the checksum in %s, and stores nothing', async (_, headers, body) => {
    const answer = await rawPut('/lake/object', headers, body);

    expect(answer).toMatch(/^400 .*<Code>BadDigest<\/Code>/s);
    expect(readdirSync(folder)).toEqual([Bucket]);
    expect(readdirSync(join(folder, Bucket))).toEqual([]);
  });

  it('rejects a chunked body that ends too early', async () => {
    const answer = await rawPut('/lake/object', { 'content-encoding': 'aws-chunked' }, '9\r\nbody\r\n');

    expect(answer).toMatch(/^400 .*<Code>IncompleteBody<\/Code>/s);
  });

  it('puts an object once with the condition If-None-Match: *', async () => {
    await put('once', 'first', { IfNoneMatch: '*' });

    await expect(put('once', 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    expect(readFileSync(join(folder, Bucket, 'once'), 'utf8')).toBe('first');
  });

  it('overwrites only the object with the entity tag in If-Match', async () => {
    const { ETag } = await put('layouts', 'first');

    await put('layouts', 'second', { IfMatch: ETag });

    await expect(put('layouts', 'third', { IfMatch: ETag })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    await expect(put('absent', 'first', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(readFileSync(join(folder, Bucket, 'layouts'), 'utf8')).toBe('second');
  });

  it('returns 304 if the reader already has the object', async () => {
    const { ETag } = await put('config/layouts.json', '{}');

    const again = client.send(
      new GetObjectCommand({ Bucket, Key: 'config/layouts.json', IfNoneMatch: ETag }),
    );

    await expect(again).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
  });

  it('lists objects by prefix in the order of the keys, in pages', async () => {
    for (const key of ['b/2', 'a', 'b/1', 'b.txt', 'b/3/4']) await put(key, key);

    const pages: (string | undefined)[][] = [];
    for await (const page of paginateListObjectsV2({ client, pageSize: 2 }, { Bucket, Prefix: 'b' })) {
      pages.push(page.Contents?.map(({ Key }) => Key) ?? []);
    }
    const after = await client.send(new ListObjectsV2Command({ Bucket, StartAfter: 'b/1' }));

    expect(pages).toEqual([
      ['b.txt', 'b/1'],
      ['b/2', 'b/3/4'],
    ]);
    expect(after.Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([
      ['b/2', 3],
      ['b/3/4', 5],
    ]);
  });

  it('deletes an object, and succeeds if it does not exist', async () => {
    await put('object', 'x');

    await client.send(new DeleteObjectCommand({ Bucket, Key: 'object' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'object' }));

    expect(existsSync(join(folder, Bucket, 'object'))).toBe(false);
  });

  it('returns the errors of S3 for a missing key and a missing bucket', async () => {
    const answers = await Promise.allSettled([
      client.send(new GetObjectCommand({ Bucket, Key: 'absent' })),
      client.send(new GetObjectCommand({ Bucket: 'absent', Key: 'absent' })),
      client.send(new HeadObjectCommand({ Bucket, Key: 'absent' })),
    ]);

    expect(answers.map((answer) => answer.status === 'rejected' && answer.reason.name)).toEqual([
      'NoSuchKey',
      'NoSuchBucket',
      'NotFound',
    ]);
  });

  it.each([
    '/lake/..%2F..%2Fescaped',
    '/lake/a/%2e%2e/%2e%2e/escaped',
    '/lake/a%5C..%5Cescaped',
    '/..%2Flake/key',
  ])('rejects %s, which is outside of the folder', async (path) => {
    expect(await rawPut(path, {}, 'x')).toMatch(/^400 .*<Code>Invalid/s);
    expect(readdirSync(folder)).toEqual([Bucket]);
  });
});
