import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { ServiceError } from '../serviceError.ts';
import { entityTagOf } from './checksums.ts';

/** Maximum length of a key, in bytes: Amazon S3 user guide, "Naming Amazon S3 objects", 2026-11. */
const maximumKeyBytes = 1024;

/** A stored object. */
export interface StoredObject {
  readonly body: Buffer;
  readonly lastModified: Date;
}

/** Bucket and key of a put, and its position in the order of puts. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
  /** A number from {@link ObjectFolder.nextTurn}. */
  readonly turn: number;
}

/** Condition of a put: no object has the key, or the existing object has this entity tag. */
export type PutCondition = 'free' | { readonly entityTag: string };

/** An object in a listing. */
export interface ListedObject {
  readonly key: string;
  readonly size: number;
  readonly lastModified: Date;
}

/** Stores objects as plain files: a bucket is a subfolder, and a key is the path of a file in it. */
export class ObjectFolder {
  readonly #folder: string;
  #turns = 0;
  /** For each file, the turn of the put that wrote it. */
  readonly #written = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Creates a bucket, unless it exists. */
  async createBucket(bucket: string): Promise<void> {
    await mkdir(this.#bucketFolder(bucket), { recursive: true });
  }

  /** Returns the turn of a put. Call it when the put arrives. */
  nextTurn(): number {
    return ++this.#turns;
  }

  /**
   * Stores an object atomically: readers see either the old bytes or the new ones.
   *
   * If several puts write the same key, the put that arrived last wins, even if another one finishes later:
   * S3 user guide, "Amazon S3 data consistency model", 2026-11.
   *
   * @throws ServiceError `PreconditionFailed` if the condition isn't met, `NoSuchKey` if the condition
   * requires an object that doesn't exist
   */
  async put({ bucket, key, turn }: ObjectPlace, body: Buffer, condition?: PutCondition): Promise<void> {
    const file = await this.#file(bucket, key);
    // Outside of every bucket, so that listings don't contain an object that is being written.
    const written = join(this.#folder, `.${randomUUID()}`);
    await writeFile(written, body);
    try {
      await mkdir(dirname(file), { recursive: true });
      if (condition === 'free') {
        await link(written, file);
      } else {
        // No other put can run between this check and the rename, because the rename is synchronous.
        if (condition !== undefined) checkEntityTag(file, condition.entityTag);
        this.#replace(file, written, turn);
      }
    } catch (error) {
      throw toServiceError(error, key);
    } finally {
      await rm(written, { force: true });
    }
  }

  /** Returns an object, or undefined if it doesn't exist. */
  async get(bucket: string, key: string): Promise<StoredObject | undefined> {
    const file = await this.#file(bucket, key);
    try {
      const [body, { mtime }] = await Promise.all([readFile(file), stat(file)]);
      return { body, lastModified: mtime };
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  }

  /** Deletes an object. If it doesn't exist, does nothing. */
  async delete(bucket: string, key: string): Promise<void> {
    const file = await this.#file(bucket, key);
    await unlink(file).catch((error) => {
      if (!isAbsent(error)) throw error;
    });
  }

  /** Returns all objects whose key begins with the prefix, in the order of the keys' bytes. */
  async list(bucket: string, prefix: string): Promise<ListedObject[]> {
    const folder = await this.#existingBucket(bucket);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const keys = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
      .filter((key) => key.startsWith(prefix))
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const listed = keys.map(async (key) => {
      // An object that is deleted during the listing is left out.
      const found = await stat(join(folder, key)).catch(() => undefined);
      return found ? [{ key, size: found.size, lastModified: found.mtime }] : [];
    });
    return (await Promise.all(listed)).flat();
  }

  #replace(file: string, written: string, turn: number): void {
    if ((this.#written.get(file) ?? 0) > turn) return;
    renameSync(written, file);
    this.#written.set(file, turn);
  }

  async #file(bucket: string, key: string): Promise<string> {
    checkKey(key);
    return join(await this.#existingBucket(bucket), ...key.split('/'));
  }

  async #existingBucket(bucket: string): Promise<string> {
    const folder = this.#bucketFolder(bucket);
    if (await stat(folder).catch(() => undefined)) return folder;
    throw new ServiceError('NoSuchBucket', `The specified bucket ${bucket} does not exist.`, { status: 404 });
  }

  #bucketFolder(bucket: string): string {
    if (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) return join(this.#folder, bucket);
    throw new ServiceError('InvalidBucketName', `The specified bucket is not valid: '${bucket}'.`);
  }
}

/** Rejects keys that aren't the path of a file in the bucket's folder. S3 itself would accept some of them. */
function checkKey(key: string): void {
  if (Buffer.byteLength(key) > maximumKeyBytes) {
    throw new ServiceError('KeyTooLongError', `Your key is too long: at most ${maximumKeyBytes} bytes.`);
  }
  const parts = key.split('/');
  if (/[\\\0]/.test(key) || parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw new ServiceError(
      'InvalidArgument',
      `The local S3 stores objects as files, and '${key}' is not the path of a file in its bucket.`,
    );
  }
}

function checkEntityTag(file: string, entityTag: string): void {
  let body: Buffer;
  try {
    body = readFileSync(file);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    throw new ServiceError('NoSuchKey', 'The specified key does not exist.', { status: 404 });
  }
  if (entityTagOf(body) !== entityTag) throw preconditionFailed();
}

function preconditionFailed(): ServiceError {
  const message = 'At least one of the preconditions you specified did not hold';
  return new ServiceError('PreconditionFailed', message, { status: 412 });
}

function toServiceError(error: unknown, key: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') return preconditionFailed();
  if (code === 'ENOTDIR' || code === 'EISDIR') {
    return new ServiceError(
      'InvalidArgument',
      `The local S3 stores objects as files, so a folder of '${key}' cannot also be an object.`,
    );
  }
  return error;
}

function isAbsent(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}
