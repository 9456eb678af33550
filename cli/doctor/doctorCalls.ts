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

/** The AWS calls of the checks. Calls about the pipeline itself are made once for all checks. */
export interface DoctorCalls {
  /** The log configuration of the pipeline. */
  logConfiguration(): Promise<RealtimeLogConfig>;
  /** Distributions with a behavior that has the log configuration. */
  attachments(): Promise<readonly DistributionSummary[]>;
  layouts(): Promise<readonly Layout[]>;
  stream(): Promise<StreamDescriptionSummary>;
  consumer(): Promise<FunctionConfiguration>;
  /** Event source mappings between the stream and the consumer. */
  mappings(): Promise<readonly EventSourceMappingConfiguration[]>;
  role(name: string): Promise<Role>;
  /** What the policies of a role allow. */
  simulate(
    roleArn: string,
    actions: readonly string[],
    resource: string,
  ): Promise<readonly EvaluationResult[]>;
  key(keyId: string): Promise<KeyMetadata>;
  /** The policy of a key, as JSON. */
  keyPolicy(keyId: string): Promise<string>;
  /** Five-minute values of a metric, without those that have no data. */
  metric(request: MetricRequest): Promise<readonly number[]>;
  /** The same for CloudFront's own metrics. */
  cloudFrontMetric(request: MetricRequest): Promise<readonly number[]>;
  /** @param most stops the listing after so many */
  listLake(prefix: string, most?: number): Promise<readonly ListedObject[]>;
  listFailures(prefix: string): Promise<readonly ListedObject[]>;
  getFromLake(key: string): Promise<Buffer>;
  /** Questions about the compaction; undefined if the stack was deployed before it had one. */
  compaction(): StatusCalls | undefined;
}
