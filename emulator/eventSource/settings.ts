/** Settings of an event source mapping, with Lambda's names. */
export interface EventSourceMappingSettings {
  /** Maximum records per invocation. @default 10000 */
  readonly batchSize?: number | undefined;
  /** Maximum time to gather records before an incomplete batch is sent, in seconds. @default 10 */
  readonly maximumBatchingWindowSeconds?: number | undefined;
  /** Whether a failed batch is split in two. @default true */
  readonly bisectBatchOnFunctionError?: boolean | undefined;
  /** Maximum retries of a failed batch; -1 for no limit. @default -1 */
  readonly maximumRetryAttempts?: number | undefined;
  /** Maximum age of records before they are given up, in seconds; -1 to retry until they expire. @default -1 */
  readonly maximumRecordAgeSeconds?: number | undefined;
  /** Bucket for records that are given up. @default none: they are dropped */
  readonly onFailureBucket?: string | undefined;
  /** Whether all pieces of a batch that are given up are stored in one object. @default false */
  readonly consolidateFailures?: boolean | undefined;
}

/** Settings that Lambda doesn't document or doesn't let users change, for tests. */
export interface PollingSettings {
  /** Pause after a read that reached the newest record, in milliseconds. @default 1000, as in Lambda */
  readonly pollInterval?: number | undefined;
  /** Pause before the first retry, in milliseconds. It doubles with each retry, up to a minute. @default 100 */
  readonly retryDelay?: number | undefined;
  /**
   * Returns how many of the records that a retry read are sent. The other records follow in the next batch.
   *
   * Lambda guarantees where a retried batch starts, but not where it ends. @default all
   */
  readonly countResent?: ((records: number) => number) | undefined;
  /**
   * Returns the current time, from which the records' age is calculated, in epoch milliseconds. @default
   * Date.now
   */
  readonly now?: (() => number) | undefined;
}

type Settings = EventSourceMappingSettings & PollingSettings;

/** Settings without defaults. */
type Optional = 'onFailureBucket' | 'countResent';

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
    countResent: settings.countResent,
    now: settings.now ?? Date.now,
  };
}
