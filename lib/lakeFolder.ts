import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { lakeAddress } from '../core/aws/lakeFolders.ts';

/** Where a lake is stored: in a bucket, under a prefix. The prefix is empty if the lake doesn't share its bucket. */
export class LakeFolder {
  readonly bucket: IBucket;
  /** Empty, or ends with a slash. */
  readonly prefix: string;

  constructor(bucket: IBucket, prefix: string | undefined = '') {
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /** Address with which functions and commands find the lake. */
  get address(): string {
    return lakeAddress(this.bucket.bucketName, this.prefix);
  }

  /** Returns the ARN of the lake's objects that match a pattern. */
  arnForObjects(pattern: string): string {
    return this.bucket.arnForObjects(this.prefix + pattern);
  }

  /** Returns the URL of an object or a prefix of the lake. */
  s3UrlForObject(key: string): string {
    return this.bucket.s3UrlForObject(this.prefix + key);
  }

  /** Returns the patterns of a condition on `s3:prefix` that allows listing under prefixes of the lake. */
  listings(patterns: readonly string[]): string[] {
    return patterns.map((pattern) => this.prefix + pattern);
  }
}
