import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { PipelineOptions } from '../settings/pipelineOptions.ts';
import { omitUndefined } from './omitUndefined.ts';
import { rejectOther } from './rejectOther.ts';
import { removalOf } from './removalOf.ts';
import { wholeDuration } from './wholeDuration.ts';

/** Compression of Parquet files. */
export class LakeCompression {
  /** Zstandard: small files, and fast. */
  static readonly ZSTD = new LakeCompression('zstd');
  /** gzip, for readers that don't support Zstandard. */
  static readonly GZIP = new LakeCompression('gzip');

  /** Makes the class distinct for the compiler, which otherwise accepts any object: its other members are internal. */
  protected declare readonly _kind: 'LakeCompression';
  /** @internal */
  readonly _name: 'zstd' | 'gzip';

  private constructor(name: 'zstd' | 'gzip') {
    this._name = name;
  }
}

/** Retention, compression, and access of the lake. */
export interface LakeProps {
  /**
   * How long the lake keeps requests.
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
   * Whether closed hours are merged into a table of few large files that contains each request once. If false, the view
   * `requests` reads the raw files.
   *
   * @default true
   */
  readonly compaction?: boolean;

  /**
   * Maximum gigabytes that one query may scan.
   *
   * @default 100
   */
  readonly scanLimitGigabytes?: number;

  /**
   * Whether to create a managed policy for users who query the lake. `grantQuery` needs it.
   *
   * @default true
   */
  readonly readersPolicy?: boolean;

  /**
   * What happens to the lake, its database, and the secret with the hash key when the stack is deleted.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Name of an existing Glue database for the tables, for example the database that an earlier deployment retained.
   *
   * @default - a new database
   */
  readonly databaseName?: string;
}

/** Properties of a lake in an existing bucket. */
export interface ExistingLakeProps extends LakeProps {
  /**
   * Prefix of everything that the pipeline stores in the bucket, such as `cloudfront/`. Several pipelines can share a
   * bucket if each has its own prefix.
   *
   * @default - no prefix
   */
  readonly prefix?: string;
}

/** The bucket of the Parquet files, and the tables over it. */
export class Lake {
  /** A new bucket. */
  static create(props: LakeProps = {}): Lake {
    return new Lake(lakeOptions(props));
  }

  /**
   * An existing bucket: empty, or with the data of an earlier deployment, to which new data is added. The settings of the
   * bucket don't change. docs/bring-your-own.md lists the lifecycle rules that it needs.
   */
  static fromBucket(bucket: IBucket, props: ExistingLakeProps = {}): Lake {
    const options = {
      lakeBucketName: bucket.bucketName,
      lakePrefix: props.prefix,
      lakeKeyArn: bucket.encryptionKey?.keyArn,
    };
    return new Lake({ ...lakeOptions(props), ...omitUndefined(options) }, bucket);
  }

  /** Makes the class distinct for the compiler, which otherwise accepts any object: its other members are internal. */
  protected declare readonly _kind: 'Lake';
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
  return omitUndefined({
    lakeRetentionDays: wholeDuration('retention', props.retention, 'days'),
    quarantineRetentionDays: wholeDuration('quarantineRetention', props.quarantineRetention, 'days'),
    compression: compressionOf(props.compression),
    compaction,
    scanLimitGigabytes,
    readersPolicy,
    databaseName,
    lakeRemoval: removalOf('lake', props.removalPolicy),
  });
}

function compressionOf(compression: LakeCompression | undefined): 'zstd' | 'gzip' | undefined {
  if (compression === undefined) return undefined;
  rejectOther('compression', compression, { member: '_name', example: 'LakeCompression.ZSTD' });
  return compression._name;
}
