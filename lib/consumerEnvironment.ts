import { printConsumerSettings } from '../core/consumerSettings.ts';
import { sensitivityPolicy } from './sensitivityPolicy.ts';
import { ConfigurationError } from './settings/configurationError.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** Maximum total bytes of a function's environment variables (Lambda developer guide, 'Lambda quotas', November 2026). */
const largestEnvironment = 4096;

/** Bytes reserved for values that are known only when the stack is deployed: the bucket's name and the secret's ARN. */
const bytesOfReferences = 384;

/** Values of the consumer's environment that other resources provide. */
export interface ConsumerEnvironmentProps {
  readonly lakeBucketName: string;
  /** ARN of the secret with the hash key; undefined if nothing is hashed. */
  readonly hashKeySecret: string | undefined;
}

/**
 * Returns the consumer's environment variables, which contain all of its settings.
 *
 * @throws ConfigurationError if they don't fit into a function's environment
 */
export function consumerEnvironment(
  settings: PipelineSettings,
  { lakeBucketName, hashKeySecret }: ConsumerEnvironmentProps,
): Record<string, string> {
  const environment = printConsumerSettings({
    ...settings,
    pipelineName: settings.name,
    lakeBucket: lakeBucketName,
    policy: sensitivityPolicy(settings, hashKeySecret),
  });
  rejectTooLarge(environment, settings);
  return environment;
}

function rejectTooLarge(
  { LAKE_BUCKET: _, HASH_KEY_SECRET: __, ...known }: Record<string, string>,
  settings: PipelineSettings,
): void {
  const bytes = Object.entries(known).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name + value),
    0,
  );
  const left = largestEnvironment - bytesOfReferences;
  if (bytes > left) {
    const lists = ['metricSeries', 'redactNames', 'keepNames'] as const;
    const sizes = lists.map((name) => settings[name].join().length);
    throw new ConfigurationError(
      lists[sizes.indexOf(Math.max(...sizes))],
      `expected names that fit the ${left} bytes of a function's environment, got ${bytes} bytes with the other options`,
    );
  }
}
