import { hashesAnything, type SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import type { AlarmSettings } from './alarmSettings.ts';
import { ConfigurationError, showValue } from './configurationError.ts';
import type { OptionName } from './options.ts';
import type { PipelineOptions } from './pipelineOptions.ts';

/** Settings that determine whether an option has an effect. */
interface RelevantSettings extends SensitivityPolicy {
  readonly alarms: AlarmSettings;
  readonly dashboard: boolean;
  readonly capacity: 'provisioned' | 'on-demand';
  readonly streamArn: string | undefined;
  readonly lakeBucketName: string | undefined;
  readonly encryptionKeyArn: string | undefined;
  readonly alarmTopicArn: string | undefined;
}

/** An option that has no effect with some settings. */
interface Condition {
  readonly option: OptionName;
  /** Describes these settings. Completes the phrase 'expected no value …'. */
  readonly when: string;
  hasNoEffect(settings: RelevantSettings): boolean;
}

const conditions: readonly Condition[] = [
  { option: 'alarmEmails', when: 'when all alarms are off', hasNoEffect: isWithoutAlarms },
  { option: 'objectives', when: 'when all alarms are off', hasNoEffect: isWithoutAlarms },
  { option: 'explanations', when: 'when all alarms are off', hasNoEffect: isWithoutAlarms },
  { option: 'alarmTopicArn', when: 'when all alarms are off', hasNoEffect: isWithoutAlarms },
  {
    option: 'runbookUrl',
    when: 'when all alarms and the dashboard are off',
    hasNoEffect: (settings) => isWithoutAlarms(settings) && !settings.dashboard,
  },
  { option: 'headroom', when: "when capacity is 'on-demand'", hasNoEffect: isOnDemand },
  { option: 'currentShards', when: "when capacity is 'on-demand'", hasNoEffect: isOnDemand },
  ...(['streamEncryption', 'streamRemoval', 'headroom', 'currentShards'] as const).map((option) => ({
    option,
    when: 'with streamArn',
    hasNoEffect: hasStream,
  })),
  { option: 'streamKeyArn', when: 'without streamArn', hasNoEffect: (settings) => !hasStream(settings) },
  {
    option: 'streamEncryption',
    when: 'with encryptionKeyArn',
    hasNoEffect: ({ encryptionKeyArn }) => encryptionKeyArn !== undefined,
  },
  ...(['lakeKeyArn', 'lakePrefix'] as const).map((option) => ({
    option,
    when: 'without lakeBucketName',
    hasNoEffect: ({ lakeBucketName }: RelevantSettings) => lakeBucketName === undefined,
  })),
  {
    option: 'hashKeySecretArn',
    when: 'when nothing is hashed',
    hasNoEffect: (policy) => !hashesAnything(policy),
  },
];

/**
 * Rejects options that have no effect because of other options, because users who set them expect an effect.
 *
 * @throws ConfigurationError for the first such option
 */
export function rejectWithoutEffect(props: PipelineOptions, settings: RelevantSettings): void {
  for (const { option, when, hasNoEffect } of conditions) {
    const value: unknown = props[option];
    if (isGiven(value) && hasNoEffect(settings)) {
      throw new ConfigurationError(option, `expected no value ${when}, got ${showValue(value)}`);
    }
  }
}

function isGiven(value: unknown): boolean {
  return (
    value !== undefined && value !== false && value !== 0 && !(Array.isArray(value) && value.length === 0)
  );
}

function isWithoutAlarms({ alarms }: RelevantSettings): boolean {
  return Object.values(alarms).every((threshold) => threshold === false);
}

function isOnDemand({ capacity }: RelevantSettings): boolean {
  return capacity === 'on-demand';
}

function hasStream({ streamArn }: RelevantSettings): boolean {
  return streamArn !== undefined;
}
