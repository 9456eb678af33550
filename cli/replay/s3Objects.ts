import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** An object as a bucket listing describes it. */
export interface ListedObject {
  readonly key: string;
  /** When it was written, ISO 8601. */
  readonly lastModified: string;
}

/** The objects of a bucket. */
export class S3Objects {
  readonly bucket: string;
  readonly #s3: S3Client;
  readonly #signal: AbortSignal;

  constructor(s3: S3Client, bucket: string, signal: AbortSignal) {
    this.#s3 = s3;
    this.bucket = bucket;
    this.#signal = signal;
  }

  /** The objects whose keys begin with a prefix, in the order of S3. */
  async list(prefix: string): Promise<ListedObject[]> {
    const objects: ListedObject[] = [];
    let token: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        Bucket: this.bucket,
        Prefix: prefix,
        ...(token !== undefined && { ContinuationToken: token }),
      });
      const page = await this.#s3.send(command, { abortSignal: this.#signal });
      for (const { Key: key = '', LastModified } of page.Contents ?? []) {
        objects.push({ key, lastModified: LastModified?.toISOString() ?? '' });
      }
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return objects;
  }

  /** Whether there is an object whose key begins with a prefix. */
  async hasAny(prefix: string): Promise<boolean> {
    const command = new ListObjectsV2Command({ Bucket: this.bucket, Prefix: prefix, MaxKeys: 1 });
    const page = await this.#s3.send(command, { abortSignal: this.#signal });
    return (page.Contents ?? []).length > 0;
  }

  async get(key: string): Promise<Buffer> {
    const command = new GetObjectCommand({ Bucket: this.bucket, Key: key });
    const { Body } = await this.#s3.send(command, { abortSignal: this.#signal });
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }

  async put(key: string, body: Buffer, contentType: string): Promise<void> {
    const command = new PutObjectCommand({
      Bucket: this.bucket,
      Key: key,
      Body: body,
      ContentType: contentType,
    });
    await this.#s3.send(command, { abortSignal: this.#signal });
  }
}
