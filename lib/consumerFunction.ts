import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { consumerEnvironment } from './consumerEnvironment.ts';
import { acknowledgeConsumerRole, consumerPolicies } from './consumerRole.ts';
import { makeHashKey } from './hashKey.ts';
import type { LakeFolder } from './lakeFolder.ts';
import type { LogStream } from './logStream.ts';
import { makeFunction } from './pipelineFunction.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** Maximum duration of an invocation. */
export const consumerTimeout = Duration.minutes(1);

/** Settings of the consumer, and the resources that it reads and writes. */
export interface ConsumerFunctionProps {
  readonly settings: PipelineSettings;
  readonly logStream: LogStream;
  readonly lake: LakeFolder;
  readonly failures: Bucket;
}

/** The function that turns batches of log records into Parquet files and metrics. */
export class ConsumerFunction extends Construct {
  readonly function: IFunction;
  /** Secret with the hash key; undefined if nothing is hashed. */
  readonly hashKey: ISecret | undefined;

  constructor(scope: Construct, id: string, { settings, logStream, lake, failures }: ConsumerFunctionProps) {
    super(scope, id);
    this.hashKey = makeHashKey(this, 'HashKey', settings);
    const reached = { settings, logStream, lake, failures, hashKey: this.hashKey };
    const { function: made, role } = makeFunction(this, {
      settings,
      folder: 'consumer',
      description: `Real-time log records of ${settings.name} to Parquet and metrics`,
      roleDescription: 'Consumer of the real-time log stream',
      policies: consumerPolicies(reached),
      environment: consumerEnvironment(settings, {
        lakeBucketName: lake.address,
        hashKeySecret: this.hashKey?.secretArn,
      }),
      memoryMegabytes: settings.memoryMegabytes,
      timeout: consumerTimeout,
      network: settings.existing.network,
      reservedConcurrency: settings.reservedConcurrency,
    });
    this.function = made;
    acknowledgeConsumerRole(role, reached);
  }
}
