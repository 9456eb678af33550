import type { EventSourceMappingSettings, PollingSettings } from '../../emulator/eventSource/settings.ts';
import type { LayoutLetter } from '../records/soakLayouts.ts';

/** What is promised of the records of a cycle. */
export type PromiseName = 'exact' | 'at least once';

/** What happens to the pollers and to the function between two tries of a batch. */
export interface Turmoil {
  /** How likely the poller is restarted after a failed invocation. */
  readonly restart?: number;
  /** How likely settings are deployed after a failed invocation. */
  readonly deploy?: number;
  /** How likely the stream's clock goes on by minutes after a failed invocation, so that records get too old. */
  readonly age?: number;
  /** Whether a second poller reads the same shards. */
  readonly overlap?: boolean;
  /** Whether CloudFront sends some records twice. */
  readonly sendTwice?: boolean;
  /** A layout that becomes known when half of the records are sent. */
  readonly register?: LayoutLetter;
}

/** A part of a cycle: records under one mapping. */
export interface Round {
  /** What happens in it, for the report. */
  readonly title: string;
  /** Part of the cycle's records; the last round has all that are left. */
  readonly share: number;
  /** The most records. @default no limit */
  readonly most?: number;
  /** Layouts of the records, mixed. */
  readonly layouts: readonly LayoutLetter[];
  /** How the stream is read; every round has the failure bucket. */
  readonly mapping: EventSourceMappingSettings & PollingSettings;
  /** Whether S3 is down for moments, so that tries run out. */
  readonly outages: boolean;
  readonly turmoil: Turmoil;
}
