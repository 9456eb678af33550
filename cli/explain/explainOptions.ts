import type { Command } from 'commander';
import { type MeasureName, measureNamed, measureNames } from '../../core/insight/measures.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { rejectAwsOptions, rejectTogether, requireAtMostOne } from '../optionRules.ts';
import { systemClock } from '../stream/clock.ts';
import { rejectUnclearStream, type StreamOptions } from '../stream/streamOptions.ts';
import { checkCondition } from '../tail/where/parseCondition.ts';
import { explainWindows, formatTime, type WindowOptions } from './explainWindows.ts';

/** Default of `--max-gigabytes`. */
export const defaultGigabytes = 10;

/** Options of `cfrl explain`, as commander reads them. */
export interface ExplainOptions extends StreamOptions, WindowOptions {
  readonly metric: MeasureName;
  readonly where?: string;
  readonly set?: string;
  readonly lake?: string;
  readonly live?: true;
  readonly samplingRate: number;
  readonly maxGigabytes?: number;
  readonly json?: true;
}

/**
 * Checks what can be checked before records are read.
 *
 * @throws UsageError if options contradict each other, or a condition or a time is invalid
 */
export function rejectUnclear(command: Command, options: ExplainOptions): void {
  requireAtMostOne(command, ['--lake', '--live', '--stream']);
  rejectAwsOptions(command, '--lake');
  rejectUnclearStream(command);
  for (const source of ['--lake', '--live', '--stream']) rejectTogether(command, source, ['--max-gigabytes']);
  rejectUnclearWindows(command, options);
  const { where, set } = options;
  if (where !== undefined) checkCondition(where);
  if (set !== undefined) rejectUnclearSet(set, options);
}

/** Checks the times that are known before records are read. */
function rejectUnclearWindows(command: Command, options: ExplainOptions): void {
  const { at, from, to, window, lake } = options;
  rejectTogether(command, '--at', ['--from', '--to']);
  if (from !== undefined && to !== undefined && window !== undefined)
    throw new UsageError('--window: expected only one of --from and --to, got both; remove one of the three');
  const now = systemClock.now();
  if (at !== undefined && at > now)
    throw new UsageError(
      `--at: expected a time in the past (UTC if it has no time zone), got ${formatTime(at)}`,
    );
  const endsWithRecords =
    lake !== undefined && to === undefined && (from === undefined || window === undefined);
  if (!endsWithRecords) explainWindows(options, now);
}

function rejectUnclearSet(set: string, { baseline, metric }: ExplainOptions): void {
  checkCondition(set, '--set');
  if (baseline !== undefined) {
    throw new UsageError(
      '--set: expected no --baseline, got both; the other requests of the window are the baseline',
    );
  }
  if (measureNamed(metric).kind === 'volume') {
    const shares = measureNames.filter((name) => measureNamed(name).kind !== 'volume');
    throw new UsageError(
      `--set: expected a metric that is a share of requests (${shares.join(', ')}), got '${metric}'`,
    );
  }
}
