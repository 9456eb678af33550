import { printConsumerSettings } from '../core/consumerSettings.ts';
import { sensitivityPolicy } from './sensitivityPolicy.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** Values of the consumer's environment that other resources provide. */
export interface ConsumerEnvironmentProps {
  readonly lakeBucketName: string;
  /** ARN of the secret with the hash key; undefined if nothing is hashed. */
  readonly hashKeySecret: string | undefined;
}

/** Returns the consumer's environment variables, which contain all of its settings. */
export function consumerEnvironment(
  settings: PipelineSettings,
  { lakeBucketName, hashKeySecret }: ConsumerEnvironmentProps,
): Record<string, string> {
  return printConsumerSettings({
    ...settings,
    pipelineName: settings.name,
    lakeBucket: lakeBucketName,
    policy: sensitivityPolicy(settings, hashKeySecret),
  });
}
