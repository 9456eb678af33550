import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** An object in the listing of a bucket. */
export interface ListedObject {
  readonly key: string;
  /** When the object was written, in ISO 8601. */
  readonly lastModified: string;
  readonly bytes?: number;
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

  /**
   * Lists the objects whose keys start with a prefix, in S3's order.
   *
   * @param max maximum number of objects
   */
  async list(prefix: string, max = Number.POSITIVE_INFINITY): Promise<ListedObject[]> {
    const objects: ListedObject[] = [];
    let token: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        Bucket: this.bucket,
        Prefix: prefix,
        ...(token !== undefined && { ContinuationToken: token }),
      });
      const page = await this.#s3.send(command, { abortSignal: this.#signal });
      for (const { Key: key = '', LastModified, Size: bytes = 0 } of page.Contents ?? []) {
        objects.push({ key, lastModified: LastModified?.toISOString() ?? '', bytes });
      }
      token = page.NextContinuationToken;
    } while (token !== undefined && objects.length < max);
    return objects.slice(0, max);
  }

  /** Whether an object's key starts with a prefix. */
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
