import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { ServiceError } from '../serviceError.ts';
import { entityTagOf } from './checksums.ts';

/** The longest key, in bytes: Amazon S3 user guide, "Naming Amazon S3 objects", 2026-11. */
const maximumKeyBytes = 1024;

/** An object as stored in its file. */
export interface StoredObject {
  readonly body: Buffer;
  readonly lastModified: Date;
}

/** Where an object is put, and when the put arrived. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
  /** A number of {@link ObjectFolder.nextTurn}. */
  readonly turn: number;
}

/** On which condition an object is put: that its key is free, or that it has the object of an entity tag. */
export type PutCondition = 'free' | { readonly entityTag: string };

/** What a listing says of an object. */
export interface ListedObject {
  readonly key: string;
  readonly size: number;
  readonly lastModified: Date;
}

/** Keeps objects as plain files: a bucket is a sub folder, a key the path of a file in it. */
export class ObjectFolder {
  readonly #folder: string;
  #turns = 0;
  /** By file, the turn of the put that it holds. */
  readonly #written = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes a bucket; one that exists stays as it is. */
  async createBucket(bucket: string): Promise<void> {
    await mkdir(this.#bucketFolder(bucket), { recursive: true });
  }

  /** Gives a put its turn, to be taken when it comes in. */
  nextTurn(): number {
    return ++this.#turns;
  }

  /**
   * Stores an object in one step: a reader sees the old bytes or the new ones, never a part.
   *
   * Of several puts of a key the one that came in last stays, whichever is done last: S3 user guide, "Amazon S3 data
   * consistency model", 2026-11.
   *
   * @throws ServiceError `PreconditionFailed` if the condition isn't met, `NoSuchKey` if there is no object that could
   *   have an entity tag
   */
  async put({ bucket, key, turn }: ObjectPlace, body: Buffer, condition?: PutCondition): Promise<void> {
    const file = await this.#file(bucket, key);
    // Outside of every bucket, so that nothing lists an object that is being written.
    const written = join(this.#folder, `.${randomUUID()}`);
    await writeFile(written, body);
    try {
      await mkdir(dirname(file), { recursive: true });
      if (condition === 'free') {
        await link(written, file);
      } else {
        // Nothing comes between this and the replacing, which does not wait for anything.
        if (condition !== undefined) checkEntityTag(file, condition.entityTag);
        this.#replace(file, written, turn);
      }
    } catch (error) {
      throw toServiceError(error, key);
    } finally {
      await rm(written, { force: true });
    }
  }

  /** Reads an object; undefined if it doesn't exist. */
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

  /** Deletes an object; one that does not exist is deleted already. */
  async delete(bucket: string, key: string): Promise<void> {
    const file = await this.#file(bucket, key);
    await unlink(file).catch((error) => {
      if (!isAbsent(error)) throw error;
    });
  }

  /** Every object whose key begins with the prefix, in the order of the keys' bytes. */
  async list(bucket: string, prefix: string): Promise<ListedObject[]> {
    const folder = await this.#existingBucket(bucket);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const keys = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
      .filter((key) => key.startsWith(prefix))
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const listed = keys.map(async (key) => {
      // An object that is deleted meanwhile is not listed.
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

/** Refuses keys that name no file below the bucket, though S3 itself would take some of them. */
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
      `The local S3 stores objects as files, and cannot hold both '${key}' and an object above or below it.`,
    );
  }
  return error;
}

function isAbsent(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}
