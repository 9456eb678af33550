import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { PipelineOptions } from '../settings/pipelineOptions.ts';
import { given } from './given.ts';
import { removalOf } from './removalOf.ts';

/** Compression of Parquet files. */
export class LakeCompression {
  /** Small and fast. */
  static readonly ZSTD = new LakeCompression('zstd');
  /** For readers without Zstandard. */
  static readonly GZIP = new LakeCompression('gzip');

  /** @internal */
  readonly _name: 'zstd' | 'gzip';

  private constructor(name: 'zstd' | 'gzip') {
    this._name = name;
  }
}

/** What the lake keeps, and who queries it. */
export interface LakeProps {
  /**
   * How long the lake keeps requests, and how far back its tables reach.
   *
   * @default Duration.days(90)
   */
  readonly retention?: Duration;

  /**
   * How long the lake keeps records that could not be read.
   *
   * @default Duration.days(30)
   */
  readonly quarantineRetention?: Duration;

  /**
   * Compression of the Parquet files.
   *
   * @default LakeCompression.ZSTD
   */
  readonly compression?: LakeCompression;

  /**
   * Whether closed hours are merged into a table of few large files that holds each request once. Without it
   * `requests` has the rows of the raw files.
   *
   * @default true
   */
  readonly compaction?: boolean;

  /**
   * Gigabytes that one query may scan.
   *
   * @default 100
   */
  readonly scanLimitGigabytes?: number;

  /**
   * Whether there is a managed policy for those who query the lake. `grantQuery` needs it.
   *
   * @default true
   */
  readonly readersPolicy?: boolean;

  /**
   * What happens to the lake, its database, and the key of its hashes when the stack is deleted.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Glue database that exists, for the tables: the one that an earlier deployment left, for example.
   *
   * @default - a database of its own
   */
  readonly databaseName?: string;
}

/** The bucket of the Parquet files, and the tables over it. */
export class Lake {
  /** A bucket of the pipeline's own. */
  static create(props: LakeProps = {}): Lake {
    return new Lake(lakeOptions(props));
  }

  /**
   * A bucket that exists: an empty one, or the one that an earlier deployment left, which is continued. Its settings
   * stay as they are; docs/bring-your-own.md has the lifecycle rules that it needs.
   */
  static fromBucket(bucket: IBucket, props: LakeProps = {}): Lake {
    const options = {
      lakeBucketName: bucket.bucketName,
      lakeKeyArn: bucket.encryptionKey?.keyArn,
    };
    return new Lake({ ...lakeOptions(props), ...given(options) }, bucket);
  }

  /** @internal */
  readonly _options: PipelineOptions;
  /** @internal */
  readonly _bucket: IBucket | undefined;

  private constructor(options: PipelineOptions, bucket?: IBucket) {
    this._options = options;
    this._bucket = bucket;
  }
}

function lakeOptions(props: LakeProps): PipelineOptions {
  const { compaction, scanLimitGigabytes, readersPolicy, databaseName } = props;
  return given({
    lakeRetentionDays: props.retention?.toDays(),
    quarantineRetentionDays: props.quarantineRetention?.toDays(),
    compression: props.compression?._name,
    compaction,
    scanLimitGigabytes,
    readersPolicy,
    databaseName,
    lakeRemoval: removalOf('lake', props.removalPolicy),
  });
}
