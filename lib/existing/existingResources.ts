import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Network } from './network.ts';

/** Existing resources that a pipeline uses instead of creating its own. docs/bring-your-own.md lists what each needs. */
export interface ExistingResources {
  /** Stream that CloudFront writes to. */
  readonly stream?: IStream | undefined;
  /** Bucket of the lake: empty, or with the data of an earlier deployment. */
  readonly lake?: IBucket | undefined;
  /** Name of an existing Glue database. */
  readonly databaseName?: string | undefined;
  /** Key that encrypts what the pipeline creates: stream, lake, log groups, alarm topic, secret. */
  readonly encryptionKey?: IKey | undefined;
  /** Secret whose value is the hash key. */
  readonly hashKey?: ISecret | undefined;
  readonly alarmTopic?: ITopic | undefined;
  readonly permissionsBoundary?: IManagedPolicy | undefined;
  readonly network?: Network | undefined;
  /** Bucket for the access logs of the pipeline's buckets. */
  readonly accessLogs?: IBucket | undefined;
}
