import type { EventSourceMappingSettings, PollingSettings } from '../../emulator/eventSource/settings.ts';
import type { LayoutLetter } from '../records/soakLayouts.ts';

/** Promise about the records of a cycle. */
export type PromiseName = 'exact' | 'at least once';

/** Events that happen to the pollers and the function between two attempts of a batch. */
export interface Disruptions {
  /** Probability that the poller is restarted after a failed invocation. */
  readonly restart?: number;
  /** Probability that settings are deployed after a failed invocation. */
  readonly deploy?: number;
  /** Probability that the stream's clock moves forward by minutes after a failed invocation, so that records become too old. */
  readonly age?: number;
  /** Whether a second poller reads the same shards. */
  readonly overlap?: boolean;
  /** Whether CloudFront sends some records twice. */
  readonly sendTwice?: boolean;
  /** A layout that becomes known when half of the records have been sent. */
  readonly register?: LayoutLetter;
}

/** A part of a cycle: records that are read by one mapping. */
export interface Round {
  /** Description of the round for the report. */
  readonly title: string;
  /** Share of the cycle's records; the last round sends all that remain. */
  readonly share: number;
  /** Maximum number of records. @default no limit */
  readonly max?: number;
  /** Layouts that the records mix. */
  readonly layouts: readonly LayoutLetter[];
  /** Settings of the pollers. Every round uses the failure bucket. */
  readonly mapping: EventSourceMappingSettings & PollingSettings;
  /** Whether S3 is unavailable at times, so that retries are exhausted. */
  readonly outages: boolean;
  readonly disruptions: Disruptions;
}
