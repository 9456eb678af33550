import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** An object as a bucket listing describes it. */
export interface ListedObject {
  readonly key: string;
  /** When it was written, ISO 8601. */
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
   * The objects whose keys begin with a prefix, in the order of S3.
   *
   * @param most stops the listing after so many
   */
  async list(prefix: string, most = Number.POSITIVE_INFINITY): Promise<ListedObject[]> {
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
    } while (token !== undefined && objects.length < most);
    return objects.slice(0, most);
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
