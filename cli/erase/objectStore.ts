import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { S3Objects } from '../replay/s3Objects.ts';

/** The content of an object. */
export interface StoredObject {
  readonly body: Buffer;
  /** Version of the content; undefined in a folder. */
  readonly entityTag: string | undefined;
  readonly contentType: string | undefined;
}

/** A bucket, or a folder that stores objects as files. */
export interface ObjectStore {
  list(prefix: string): Promise<readonly string[]>;
  get(key: string): Promise<StoredObject>;
  /**
   * Replaces an object that was read.
   *
   * @throws Error if the object has changed in the meantime
   */
  replace(key: string, read: StoredObject, body: Buffer): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Returns the object store in a folder. */
export function folderStore(folder: string): ObjectStore {
  return {
    async list(prefix) {
      if (!existsSync(folder)) return [];
      return globSync(`${prefix}**`, { cwd: folder })
        .filter((path) => statSync(join(folder, path)).isFile())
        .map((path) => path.replaceAll(sep, '/'))
        .sort();
    },
    async get(key) {
      return { body: readFileSync(join(folder, key)), entityTag: undefined, contentType: undefined };
    },
    async replace(key, _, body) {
      writeFileSync(join(folder, key), body);
    },
    async remove(key) {
      rmSync(join(folder, key), { force: true });
    },
  };
}

/** Returns the object store in a bucket. */
export function bucketStore(s3: S3Client, bucket: string, signal: AbortSignal): ObjectStore {
  const objects = new S3Objects(s3, bucket, signal);
  const abort = { abortSignal: signal };
  return {
    async list(prefix) {
      return (await objects.list(prefix)).map(({ key }) => key);
    },
    async get(key) {
      const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }), abort);
      return {
        body: Buffer.from((await answer.Body?.transformToByteArray()) ?? []),
        entityTag: answer.ETag,
        contentType: answer.ContentType,
      };
    },
    async replace(key, { entityTag, contentType }, body) {
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ...(contentType !== undefined && { ContentType: contentType }),
        ...(entityTag !== undefined && { IfMatch: entityTag }),
      });
      await s3.send(command, abort);
    },
    async remove(key) {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }), abort);
    },
  };
}
