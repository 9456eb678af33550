/** The settings of an event source mapping, named as those of Lambda. */
export interface EventSourceMappingSettings {
  /** The most records of an invocation. @default 10000 */
  readonly batchSize?: number | undefined;
  /** How long records are gathered before a batch that is not full is sent, in seconds. @default 10 */
  readonly maximumBatchingWindowSeconds?: number | undefined;
  /** Whether a batch that fails is split in two. @default true */
  readonly bisectBatchOnFunctionError?: boolean | undefined;
  /** How often a failed batch is retried; -1 is unlimited. @default -1 */
  readonly maximumRetryAttempts?: number | undefined;
  /** How old records may become before they are given up, in seconds; -1 is until they expire. @default -1 */
  readonly maximumRecordAgeSeconds?: number | undefined;
  /** The bucket that keeps what is given up. @default none: it is dropped */
  readonly onFailureBucket?: string | undefined;
  /** Whether the pieces of one batch that are given up become one object. @default false */
  readonly consolidateFailures?: boolean | undefined;
}

/** What Lambda's documentation leaves open or fixes, and tests want otherwise. */
export interface PollingSettings {
  /** The pause after a read that reached the newest record, in milliseconds. @default 1000, as Lambda polls */
  readonly pollInterval?: number | undefined;
  /** The pause before the first retry, in milliseconds; it doubles up to a minute. @default 100 */
  readonly retryDelay?: number | undefined;
  /**
   * How many of the records that a retry read are sent; the rest follows on its own.
   *
   * Lambda promises the start of a retried batch, not its end. @default all
   */
  readonly recut?: ((records: number) => number) | undefined;
  /** The clock by which records age, in epoch milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
}

type Settings = EventSourceMappingSettings & PollingSettings;

/** The settings without defaults. */
type Optional = 'onFailureBucket' | 'recut';

/** All settings, with defaults for those that aren't set. */
export type CompleteSettings = Pick<Settings, Optional> & {
  readonly [Name in Exclude<keyof Settings, Optional>]-?: NonNullable<Settings[Name]>;
};

/** Adds defaults for settings that aren't set. */
export function completeSettings(settings: Settings): CompleteSettings {
  return {
    batchSize: settings.batchSize ?? 10_000,
    maximumBatchingWindowSeconds: settings.maximumBatchingWindowSeconds ?? 10,
    bisectBatchOnFunctionError: settings.bisectBatchOnFunctionError ?? true,
    maximumRetryAttempts: settings.maximumRetryAttempts ?? -1,
    maximumRecordAgeSeconds: settings.maximumRecordAgeSeconds ?? -1,
    onFailureBucket: settings.onFailureBucket,
    consolidateFailures: settings.consolidateFailures ?? false,
    pollInterval: settings.pollInterval ?? 1000,
    retryDelay: settings.retryDelay ?? 100,
    recut: settings.recut,
    now: settings.now ?? Date.now,
  };
}
