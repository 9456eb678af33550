import { mkdir } from 'node:fs/promises';
import {
  type Endpoint,
  type EndpointCall,
  type EndpointOptions,
  type EndpointRequest,
  type EndpointResponse,
  type EndpointService,
  startEndpoint,
} from '../endpoint.ts';
import { ServiceError } from '../serviceError.ts';
import { crc32Header, crc32Of, entityTagOf, verifyChecksums } from './checksums.ts';
import { decodeChunkedBody } from './chunkedBody.ts';
import { listObjects } from './listObjects.ts';
import { ObjectFolder, type ObjectPlace, type PutCondition } from './objectFolder.ts';
import { writeXml } from './xml.ts';

/** Options of the local S3. */
export interface S3EndpointOptions extends EndpointOptions {
  /** Folder that contains a subfolder for each bucket. Created if it doesn't exist. */
  readonly folder: string;
}

type Perform = (request: EndpointRequest) => EndpointResponse | Promise<EndpointResponse>;

/** Bucket and key of a path-style request. */
interface Address {
  readonly bucket: string;
  /** Undefined if the request is about the bucket itself. */
  readonly key: string | undefined;
  readonly query: URLSearchParams;
}

/** Starts a local S3, which stores objects as plain files and verifies checksums. */
export async function startS3Endpoint(options: S3EndpointOptions): Promise<Endpoint> {
  return startEndpoint(await s3Service(options.folder), options);
}

/** Creates a local S3, which stores objects as plain files and verifies checksums. */
export async function s3Service(folder: string): Promise<EndpointService> {
  await mkdir(folder, { recursive: true });
  const objects = new ObjectFolder(folder);
  return {
    name: 's3',
    route(request) {
      const address = parseAddress(request.url);
      const call = routeCall(objects, request.method, address);
      const resource = [address.bucket, address.key ?? []].flat().join('/');
      return { operation: call.operation, resource, perform: () => call.perform(request) };
    },
    refuse: ({ code, message, status }) => ({
      status,
      headers: { 'content-type': 'application/xml' },
      body: writeXml('Error', { Code: code, Message: message }),
    }),
  };
}

function parseAddress(url: string): Address {
  const [path, query = ''] = url.split('?', 2);
  const [bucket, ...key] = path.slice(1).split('/');
  return {
    bucket,
    key: key.join('/') === '' ? undefined : decodeURIComponent(key.join('/')),
    query: new URLSearchParams(query),
  };
}

function routeCall(
  objects: ObjectFolder,
  method: string,
  { bucket, key, query }: Address,
): { operation: EndpointCall['operation']; perform: Perform } {
  if (key === undefined) {
    if (method === 'PUT') return { operation: 'CreateBucket', perform: () => createBucket(objects, bucket) };
    if (method === 'GET' && query.get('list-type') === '2') {
      return { operation: 'ListObjectsV2', perform: () => listObjects(objects, bucket, query) };
    }
  } else if ([...query.keys()].every((name) => name === 'x-id')) {
    const get: Perform = (request) => getObject(objects, bucket, key, request);
    if (method === 'PUT') {
      const turn = objects.nextTurn();
      return {
        operation: 'PutObject',
        perform: (request) => putObject(objects, { bucket, key, turn }, request),
      };
    }
    if (method === 'GET') return { operation: 'GetObject', perform: get };
    if (method === 'HEAD') {
      return { operation: 'HeadObject', perform: async (request) => withoutBody(await get(request)) };
    }
    if (method === 'DELETE') {
      return { operation: 'DeleteObject', perform: () => deleteObject(objects, bucket, key) };
    }
  }
  throw new ServiceError(
    'NotImplemented',
    `The local S3 does not support this ${method} request: ${key ?? bucket}?${query}.`,
    {
      status: 501,
    },
  );
}

async function createBucket(objects: ObjectFolder, bucket: string): Promise<EndpointResponse> {
  await objects.createBucket(bucket);
  return { status: 200, headers: { location: `/${bucket}` } };
}

async function putObject(
  objects: ObjectFolder,
  place: ObjectPlace,
  { headers, body: sent }: EndpointRequest,
): Promise<EndpointResponse> {
  const condition = readCondition(headers['if-match'], headers['if-none-match']);
  const isChunked = String(headers['content-encoding'] ?? '').includes('aws-chunked');
  const { body, trailers } = isChunked ? decodeChunkedBody(sent) : { body: sent, trailers: {} };
  const confirmed = verifyChecksums({ ...headers, ...trailers }, body);
  await objects.put(place, body, condition);
  return { status: 200, headers: { etag: entityTagOf(body), ...confirmed } };
}

function readCondition(
  ifMatch: string | undefined,
  ifNoneMatch: string | undefined,
): PutCondition | undefined {
  if (ifNoneMatch !== undefined && (ifNoneMatch !== '*' || ifMatch !== undefined)) {
    const message = 'The local S3 only supports the conditions If-None-Match: * and If-Match.';
    throw new ServiceError('NotImplemented', message, { status: 501 });
  }
  if (ifNoneMatch !== undefined) return 'free';
  return ifMatch === undefined ? undefined : { entityTag: ifMatch };
}

async function getObject(
  objects: ObjectFolder,
  bucket: string,
  key: string,
  { headers }: EndpointRequest,
): Promise<EndpointResponse> {
  if (headers.range !== undefined) {
    throw new ServiceError('NotImplemented', 'The local S3 only returns whole objects.', { status: 501 });
  }
  const object = await objects.get(bucket, key);
  if (!object) throw new ServiceError('NoSuchKey', 'The specified key does not exist.', { status: 404 });
  const etag = entityTagOf(object.body);
  if (headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  return {
    status: 200,
    headers: {
      etag,
      'last-modified': object.lastModified.toUTCString(),
      'content-type': 'application/octet-stream',
      [crc32Header]: crc32Of(object.body),
    },
    body: object.body,
  };
}

function withoutBody({ status, headers, body = '' }: EndpointResponse): EndpointResponse {
  return { status, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } };
}

async function deleteObject(objects: ObjectFolder, bucket: string, key: string): Promise<EndpointResponse> {
  await objects.delete(bucket, key);
  return { status: 204 };
}
