import { didYouMean, nearest } from '../../core/suggestion.ts';
import { ConfigurationError } from '../settings/configurationError.ts';
import { options } from '../settings/options.ts';
import { rejectAlias } from './keyArn.ts';
import type { RealtimeLogPipelineProps } from './pipelineProps.ts';
import { type ExpectedObject, rejectOther } from './rejectOther.ts';

const objects: { readonly [Name in keyof RealtimeLogPipelineProps]?: ExpectedObject } = {
  fields: { member: 'names', example: 'Fields.of(…)' },
  capacity: { member: '_options', example: 'Capacity.provisioned(…)' },
  lake: { member: '_options', example: 'Lake.create(…)' },
  privacy: { member: '_options', example: 'Privacy.of(…)' },
  alarms: { member: '_options', example: 'Alarms.defaults(…)' },
  metricExport: { member: '_option', example: 'MetricExport.toCloudWatch(…)' },
  network: { member: '_bind', example: 'FunctionNetwork.inVpc(…)' },
  encryptionKey: { member: 'keyArn', example: 'Key.fromKeyArn(…)' },
  permissionsBoundary: { member: 'managedPolicyArn', example: 'ManagedPolicy.fromManagedPolicyName(…)' },
  accessLogs: { member: 'bucketName', example: 'Bucket.fromBucketName(…)' },
  architecture: { member: 'dockerPlatform', example: 'Architecture.ARM_64' },
  batchWindow: { member: 'toSeconds', example: 'Duration.seconds(…)' },
  failureRetention: { member: 'toDays', example: 'Duration.days(…)' },
};

/** The properties that take other values, which are checked as options. */
const others = {
  name: true,
  samplingRate: true,
  attachTo: true,
  attachmentPermissions: true,
  dashboard: true,
  runbookUrl: true,
  metricNamespace: true,
  metricSeriesLimit: true,
  metricSeries: true,
  objectives: true,
  additionalMetrics: true,
  destinations: true,
  memorySize: true,
  reservedConcurrency: true,
  logRetention: true,
  failureRemovalPolicy: true,
  tags: true,
} as const satisfies { readonly [Name in keyof RealtimeLogPipelineProps]?: true };

const names = [...Object.keys(objects), ...Object.keys(others)];

/**
 * Rejects properties that would be ignored or can't be deployed:
 *
 * - misspelled names, and names of options of the configuration
 * - plain objects where an object of a class is expected
 * - an alias instead of a key
 *
 * @throws ConfigurationError for the first such property
 */
export function rejectWrongProps(props: RealtimeLogPipelineProps): void {
  for (const [name, value] of Object.entries(props)) {
    if (isMistaken(name)) {
      throw new ConfigurationError(
        'props',
        `expected properties in API.md, got '${name}'${didYouMean(name, names)}`,
      );
    }
    if (value !== undefined) rejectOther(name, value, objects[name as keyof RealtimeLogPipelineProps]);
  }
  for (const destination of props.destinations ?? [])
    rejectOther('destinations', destination, { member: '_destination', example: 'LogDestination.s3(…)' });
  if (props.encryptionKey !== undefined) rejectAlias('encryptionKey', props.encryptionKey);
}

/**
 * Other unknown properties are ignored, as in other constructs: an app may pass its own, such as those of its stack.
 * `terminationProtection` is an option, and a property of a stack.
 */
function isMistaken(name: string): boolean {
  if (names.includes(name) || name === 'terminationProtection') return false;
  return Object.hasOwn(options, name) || nearest(name, names) !== undefined;
}
