import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { consumerEnvironment } from './consumerEnvironment.ts';
import { makeConsumerRole } from './consumerRole.ts';
import { withFunctionBundle } from './functionBundle.ts';
import { makeHashKey } from './hashKey.ts';
import type { LogStream } from './logStream.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** How long an invocation may take. */
export const consumerTimeout = Duration.minutes(1);

/** What the consumer reads and writes. */
export interface ConsumerFunctionProps {
  readonly settings: PipelineSettings;
  readonly logStream: LogStream;
  readonly lake: Bucket;
  readonly failures: Bucket;
}

/** The function that turns batches of log records into Parquet files and metrics. */
export class ConsumerFunction extends Construct {
  readonly function: LambdaFunction;
  readonly logGroup: LogGroup;
  /** Reference to the key of the hashes; undefined if nothing is hashed. */
  readonly hashKey: string | undefined;

  constructor(scope: Construct, id: string, { settings, logStream, lake, failures }: ConsumerFunctionProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: settings.logRetentionDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = makeConsumerRole(this, 'Role', {
      logStream,
      lake,
      failures,
      logGroup: this.logGroup,
      metricNamespace: settings.metricNamespace,
      metricExport: settings.metricExport,
    });
    // A reference that CloudFormation resolves: neither template nor assembly holds the key.
    this.hashKey = makeHashKey(this, 'HashKey', settings)?.secretValue.unsafeUnwrap();
    const environment = consumerEnvironment(settings, {
      lakeBucketName: lake.bucketName,
      hashKey: this.hashKey,
    });
    this.function = withFunctionBundle(
      'consumer',
      (code, handler) =>
        new LambdaFunction(this, 'Function', {
          description: `Real-time log records of ${settings.name} to Parquet and metrics`,
          runtime: Runtime.NODEJS_24_X,
          architecture: Architecture.ARM_64,
          code,
          handler,
          role,
          environment,
          memorySize: settings.memoryMegabytes,
          timeout: consumerTimeout,
          logGroup: this.logGroup,
          loggingFormat: LoggingFormat.JSON,
        }),
    );
  }
}
