import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { useLakeFolders } from '../../core/aws/lakeFolders.ts';
import { fixedLayouts, GrowingLayouts, type LayoutSource } from '../../core/layouts/layoutSource.ts';
import { defaultSensitivityPolicy, type SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { readFieldsOption } from '../../terminal/fieldsOption.ts';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { clientOptions } from '../aws/clientOptions.ts';
import { findPipeline, type PipelineNames } from '../pipeline/findPipeline.ts';
import { readKnownLayouts } from '../pipeline/knownLayouts.ts';
import { readConsumer } from '../pipeline/readConsumer.ts';
import { systemClock } from './clock.ts';
import { kinesisClient } from './kinesisClient.ts';

/** A stream of log records, and the settings for reading it. */
export interface StreamSource {
  readonly kinesis: KinesisClient;
  readonly streamName: string;
  readonly layouts: LayoutSource;
  readonly policy: SensitivityPolicy;
}

/** The stream of a deployed pipeline, and the names of the pipeline's resources. */
export interface PipelineStream extends StreamSource {
  readonly names: PipelineNames;
}

/** Returns the stream of a deployed pipeline, with the consumer's settings for reading it. */
export async function streamOfStack(options: AwsOptions, stackName: string): Promise<PipelineStream> {
  const clients = clientOptions(options);
  const names = await findPipeline(new CloudFormationClient(clients), stackName);
  const s3 = useLakeFolders(new S3Client(clients));
  const layouts = new GrowingLayouts(() => readKnownLayouts(s3, names.lakeBucket));
  const [{ policy }] = await Promise.all([
    readConsumer(new LambdaClient(clients), new SecretsManagerClient(clients), names.consumerName),
    layouts.refresh(systemClock.now()),
  ]);
  return { kinesis: kinesisClient(options), streamName: names.streamName, layouts, policy, names };
}

/**
 * Returns a stream without a lake. Sensitive text is handled with the defaults.
 *
 * @param fields value of `--layout`: the fields of the records, or a file that lists them
 */
export function streamByName(options: AwsOptions, streamName: string, fields: string): StreamSource {
  return {
    kinesis: kinesisClient(options),
    streamName,
    layouts: fixedLayouts(readFieldsOption(fields, '--layout')),
    policy: defaultSensitivityPolicy,
  };
}
