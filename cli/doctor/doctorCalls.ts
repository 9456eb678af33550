import type { DistributionSummary, RealtimeLogConfig } from '@aws-sdk/client-cloudfront';
import type { EvaluationResult, Role } from '@aws-sdk/client-iam';
import type { StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import type { KeyMetadata } from '@aws-sdk/client-kms';
import type { EventSourceMappingConfiguration, FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Layout } from '../../core/layouts/layout.ts';
import type { StatusCalls } from '../compact/compactionStatus.ts';
import type { ListedObject } from '../replay/s3Objects.ts';

/** A metric and a time range. */
export interface MetricRequest {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum';
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
}

/** AWS calls for the checks. Calls without arguments are made once for all checks. */
export interface DoctorCalls {
  /** Returns the log configuration of the pipeline. */
  logConfiguration(): Promise<RealtimeLogConfig>;
  /** Returns the distributions with a behavior that has the log configuration. */
  attachments(): Promise<readonly DistributionSummary[]>;
  layouts(): Promise<readonly Layout[]>;
  stream(): Promise<StreamDescriptionSummary>;
  consumer(): Promise<FunctionConfiguration>;
  /** Returns the event source mappings between the stream and the consumer. */
  mappings(): Promise<readonly EventSourceMappingConfiguration[]>;
  role(name: string): Promise<Role>;
  /** Returns which actions the policies of a role allow on a resource. */
  simulate(
    roleArn: string,
    actions: readonly string[],
    resource: string,
  ): Promise<readonly EvaluationResult[]>;
  key(keyId: string): Promise<KeyMetadata>;
  /** Returns the policy of a key, as JSON. */
  keyPolicy(keyId: string): Promise<string>;
  /** Returns the five-minute values of a metric. Periods without data are left out. */
  metric(request: MetricRequest): Promise<readonly number[]>;
  /** Returns the same for a metric that CloudFront sends. */
  cloudFrontMetric(request: MetricRequest): Promise<readonly number[]>;
  /** @param max maximum number of objects */
  listLake(prefix: string, max?: number): Promise<readonly ListedObject[]>;
  listFailures(prefix: string): Promise<readonly ListedObject[]>;
  getFromLake(key: string): Promise<Buffer>;
  /** Returns the calls about the compaction; undefined if the stack was deployed with a version without compaction. */
  compaction(): StatusCalls | undefined;
}
