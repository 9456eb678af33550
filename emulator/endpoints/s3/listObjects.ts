import type { EndpointResponse } from '../endpoint.ts';
import { ServiceError } from '../serviceError.ts';
import type { ObjectFolder } from './objectFolder.ts';
import { writeXml } from './xml.ts';

/** Maximum objects per response: ListObjectsV2 page, 2026-11. */
const maximumKeys = 1000;

const understood = ['list-type', 'prefix', 'max-keys', 'continuation-token', 'start-after', 'x-id'];

/** Lists a page of a bucket's objects. The continuation token is the last key of the previous page. */
export async function listObjects(
  objects: ObjectFolder,
  bucket: string,
  query: URLSearchParams,
): Promise<EndpointResponse> {
  const unknown = [...query.keys()].find((name) => !understood.includes(name));
  if (unknown) {
    throw new ServiceError('NotImplemented', `The local S3 does not support the parameter ${unknown}.`, {
      status: 501,
    });
  }
  const prefix = query.get('prefix') ?? '';
  const token = query.get('continuation-token');
  const after = token ? Buffer.from(token, 'base64url').toString() : (query.get('start-after') ?? '');
  const limit = Math.min(maximumKeys, Number(query.get('max-keys') ?? maximumKeys));

  const listed = await objects.list(bucket, prefix);
  const start = after === '' ? 0 : listed.findLastIndex(({ key }) => compareKeys(key, after) <= 0) + 1;
  const page = listed.slice(start, start + limit);
  const isTruncated = start + limit < listed.length;
  const body = writeXml('ListBucketResult', {
    Name: bucket,
    Prefix: prefix,
    KeyCount: page.length,
    MaxKeys: limit,
    IsTruncated: isTruncated,
    ...(isTruncated && {
      NextContinuationToken: Buffer.from(page.at(-1)?.key ?? after).toString('base64url'),
    }),
    Contents: page.map(({ key, size, lastModified }) => ({
      Key: key,
      LastModified: lastModified.toISOString(),
      Size: size,
      StorageClass: 'STANDARD',
    })),
  });
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
