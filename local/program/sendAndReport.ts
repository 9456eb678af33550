import { compactLake } from '../../emulator/compaction/compactLake.ts';
import { copyLake, Lake } from '../../emulator/lake.ts';
import type { LocalPipeline } from '../../emulator/pipeline.ts';
import { sendRecords } from '../../emulator/traffic.ts';
import { output } from '../../terminal/printer.ts';
import { waitForStop } from '../../terminal/stopping.ts';
import { withCommas } from '../../terminal/textTable.ts';
import { stoppedEarly } from './bundleConsumer.ts';
import { compareDestination } from './destinationReport.ts';
import type { LocalDestination } from './destinations.ts';
import { describeAccess, describeFolder } from './hints.ts';
import { moveTimes } from './moveTimes.ts';
import { ProgressDisplay } from './progress.ts';
import {
  describeCompaction,
  describeMetrics,
  describeOutcome,
  describeQueries,
  isComplete,
  type Outcome,
} from './report.ts';
import type { Records, StartOptions } from './startOptions.ts';

/** Maximum age of the moved timestamps, in seconds: some minutes of a dashboard. */
const trafficSpan = 180;

/** Records, and the pipeline that receives them. */
export interface Run {
  readonly records: Records;
  readonly options: StartOptions;
  readonly pipeline: LocalPipeline;
  readonly destination: LocalDestination | undefined;
  readonly lakeFolder: string;
  /** Error of the consumer's last failed invocation, as JSON; empty if none failed. */
  readonly lastFunctionError: () => string;
  readonly signal: AbortSignal;
}

/**
 * Sends the records, waits until all are processed or the signal is aborted, and prints the result.
 *
 * @throws Error if records are missing at the end, or if the run was stopped before all records were processed
 */
export async function sendAndReport(run: Run): Promise<void> {
  const { records, options, pipeline, lakeFolder, signal } = run;
  const stays = options.stay ?? false;
  if (pipeline.aws && (options.rate !== undefined || stays)) {
    output.lines([...describeAccess(pipeline.aws.url), '']);
  }
  output.lines([...describeInput(records, options), '']);
  const sent = await send(run);
  const { outcome, mistake } = await report(run, sent);
  output.lines(describeFolder(lakeFolder, options.keep !== undefined));
  if (signal.aborted) throw new Error(`${stoppedEarly}. The processed records remain in ${lakeFolder}.`);
  if (!isComplete(outcome)) {
    throw new Error(
      `Expected ${sent.length} records in the lake and in quarantine, got ${outcome.rows + outcome.quarantined}; ` +
        `the consumer's last error was ${run.lastFunctionError() || 'none'}.`,
    );
  }
  if (mistake !== undefined) throw new Error(`Expected all rows at the destination, got ${mistake}.`);
  if (stays) {
    output.lines(['', 'The pipeline is still running. Press Ctrl-C to stop it.']);
    await waitForStop(signal);
  }
}

/** Returns lines that describe the sent records and how they are changed. */
function describeInput({ lines, blankLines }: Records, { asRecorded }: StartOptions): string[] {
  const blank = blankLines > 0 ? `; ${withCommas(blankLines)} blank lines are skipped` : '';
  return [
    `Sending ${withCommas(lines.length)} records${blank}.`,
    asRecorded
      ? 'Timestamps are kept as recorded. CloudWatch rejects metrics that are older than two weeks.'
      : 'Timestamps are moved so that the latest record is from now. To keep them, use --as-recorded.',
  ];
}

/** Sends the records, and waits until all are processed or the signal is aborted. Returns the sent records. */
async function send({ records, options, pipeline, destination, signal }: Run): Promise<readonly string[]> {
  const { lines, layouts } = records;
  const { rate, shards, asRecorded } = options;
  const column = layouts[0].fields.indexOf('timestamp');
  const all = asRecorded ? lines : moveTimes(lines, column, Date.now() / 1000, trafficSpan);
  let sent = 0;
  const display = new ProgressDisplay(() => {
    const { InvokedEventCount, FailedInvokeEventCount } = pipeline.eventSource.counts;
    return { total: all.length, sent, processed: InvokedEventCount - FailedInvokeEventCount };
  });
  try {
    await sendRecords(all, {
      kinesis: pipeline.kinesis,
      streamName: pipeline.streamName,
      rate,
      concurrency: shards,
      signal,
      onProgress(count) {
        sent = count;
      },
    });
    await Promise.race([drain(pipeline, destination), waitForStop(signal)]);
  } finally {
    display.end();
  }
  return signal.aborted ? all.slice(0, sent) : all;
}

async function drain(pipeline: LocalPipeline, destination: LocalDestination | undefined): Promise<void> {
  const deliveries = destination?.deliveries ?? [];
  await Promise.all([pipeline, ...deliveries.map(({ delivery }) => delivery)].map((one) => one.drain()));
}

async function report(
  { records, pipeline, destination, lakeFolder }: Run,
  sent: readonly string[],
): Promise<{ outcome: Outcome; mistake: string | undefined }> {
  const { endpoints, s3, lakeBucket, eventSource } = pipeline;
  if (!endpoints.local.s3) await copyLake(s3, lakeBucket, lakeFolder);
  const lake = await Lake.open(lakeFolder);
  try {
    const outcome: Outcome = {
      sent: sent.length,
      sentBytes: sent.reduce((bytes, record) => bytes + record.length + 1, 0),
      rows: await lake.countRows(),
      quarantined: lake.countQuarantined(),
      parquet: lake.parquetFiles(),
      counts: eventSource.counts,
    };
    output.lines(['', ...describeOutcome(outcome), '']);
    if (outcome.rows > 0) output.lines([...describeCompaction(await compactLake(lake, lakeFolder)), '']);
    const compared = destination && (await compareDestination(destination, lake));
    if (compared) output.lines([...compared.lines, '']);
    output.lines([...describeMetrics(endpoints.metrics), '']);
    output.lines([...(await describeQueries(lake, records.layouts[0].fields)), '']);
    return { outcome, mistake: compared?.mistake };
  } finally {
    lake.close();
  }
}
