import { lastClosedHour, lateMarksPrefix, readLateMarks } from '../../core/lake/compaction/lateMarks.ts';
import { readViewState } from '../../core/lake/compaction/replaceView.ts';
import { dayAndHour } from '../../core/lake/keys.ts';

/** An execution of the state machine. */
export interface CompactionRun {
  readonly arn: string;
  /** Status in Step Functions: `RUNNING`, `SUCCEEDED`, `FAILED`, `TIMED_OUT`, or `ABORTED`. */
  readonly status: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Why the execution failed; undefined if it did not. */
  readonly reason: string | undefined;
}

/** Calls that read the status of a compaction. */
export interface StatusCalls {
  /** The text of the view `requests`; undefined if there is no such view. */
  viewText(): Promise<string | undefined>;
  /** The newest execution; undefined before the first one. */
  lastRun(): Promise<CompactionRun | undefined>;
  /** Lists the keys of the lake's objects under a prefix. */
  listKeys(prefix: string): Promise<readonly string[]>;
}

/** Status of a compaction. */
export interface CompactionStatus {
  readonly hasView: boolean;
  /** Last arrival hour that is read from the compacted table, in hours since the epoch; undefined before the first run. */
  readonly watermark: number | undefined;
  /** Closed hours after the watermark. */
  readonly waitingHours: number;
  readonly lastRun: CompactionRun | undefined;
  /** Number of late files that are not merged yet. */
  readonly lateMarks: number;
  /** Arrival hours of these files, in hours since the epoch, in order. */
  readonly lateHours: readonly number[];
}

/**
 * Reads the status of a compaction.
 *
 * @param now epoch milliseconds
 */
export async function readStatus(calls: StatusCalls, now: number): Promise<CompactionStatus> {
  const [text, lastRun, keys] = await Promise.all([
    calls.viewText(),
    calls.lastRun(),
    calls.listKeys(lateMarksPrefix),
  ]);
  const watermark = text === undefined ? undefined : readViewState(text).watermark;
  const marks = readLateMarks(keys);
  return {
    hasView: text !== undefined,
    watermark,
    waitingHours: watermark === undefined ? 0 : Math.max(0, lastClosedHour(now) - watermark),
    lastRun,
    lateMarks: marks.length,
    lateHours: [...new Set(marks.map(({ hour }) => hour))].toSorted((a, b) => a - b),
  };
}

/** Formats an hour, such as `2026-11-20 13:00`. */
export function formatHour(hour: number): string {
  return `${dayAndHour(hour).join(' ')}:00`;
}

/** Returns the status for JSON output, with times in ISO 8601. */
export function jsonOfStatus({ watermark, lateHours, lastRun, ...counts }: CompactionStatus) {
  const timeOf = (hour: number) => new Date(hour * 3_600_000).toISOString();
  return {
    ...counts,
    compactedUntil: watermark === undefined ? null : timeOf(watermark + 1),
    lateHours: lateHours.map(timeOf),
    lastRun:
      lastRun === undefined ? null : { ...lastRun, startedAt: new Date(lastRun.startedAt).toISOString() },
  };
}

/** Returns the status as lines of text. */
export function describeStatus(status: CompactionStatus): string[] {
  return [
    `Watermark   ${describeWatermark(status)}`,
    `Waiting     ${describeWaiting(status)}`,
    `Late marks  ${describeMarks(status)}`,
    `Last run    ${describeRun(status.lastRun)}`,
  ];
}

function describeWatermark({ hasView, watermark }: CompactionStatus): string {
  if (!hasView) return "none: the view 'requests' does not exist; 'npx cfrl compact --run' creates it";
  if (watermark === undefined) return "none: 'requests' reads the raw files only";
  return `${formatHour(watermark + 1)} UTC: earlier requests are compacted, each once`;
}

function describeWaiting({ watermark, waitingHours }: CompactionStatus): string {
  if (watermark === undefined) return 'unknown before the first run';
  if (waitingHours === 0) return 'no closed hour';
  const hours = waitingHours === 1 ? '1 closed hour' : `${waitingHours.toLocaleString('en-US')} closed hours`;
  return `${hours}, from ${formatHour(watermark + 1)} UTC`;
}

function describeMarks({ lateMarks, lateHours }: CompactionStatus): string {
  const [oldest] = lateHours;
  if (oldest === undefined) return 'none';
  const hours = lateHours.length === 1 ? '1 hour' : `${lateHours.length.toLocaleString('en-US')} hours`;
  return `${lateMarks.toLocaleString('en-US')} in ${hours}, the oldest ${formatHour(oldest)} UTC`;
}

function describeRun(run: CompactionRun | undefined): string {
  if (run === undefined) return 'none yet';
  const started = new Date(run.startedAt).toISOString().slice(0, 19).replace('T', ' ');
  const reason = run.reason === undefined ? '' : `: ${run.reason}`;
  return `${run.status}, started ${started} UTC${reason}`;
}
