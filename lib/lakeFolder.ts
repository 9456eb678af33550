import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { lakeAddress } from '../core/aws/lakeFolders.ts';

/** Where a lake is stored: in a bucket, below a prefix that is empty if the lake has the bucket to itself. */
export class LakeFolder {
  readonly bucket: IBucket;
  /** Empty, or ends with a slash. */
  readonly prefix: string;

  constructor(bucket: IBucket, prefix: string | undefined = '') {
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /** What functions and commands find the lake by. */
  get address(): string {
    return lakeAddress(this.bucket.bucketName, this.prefix);
  }

  /** ARN of the objects of the lake that match a pattern. */
  arnForObjects(pattern: string): string {
    return this.bucket.arnForObjects(this.prefix + pattern);
  }

  /** URL of an object of the lake, or of what is below a prefix. */
  s3UrlForObject(key: string): string {
    return this.bucket.s3UrlForObject(this.prefix + key);
  }

  /** Patterns of a condition on `s3:prefix`, for listings below prefixes of the lake. */
  listings(patterns: readonly string[]): string[] {
    return patterns.map((pattern) => this.prefix + pattern);
  }
}
