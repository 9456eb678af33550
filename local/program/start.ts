import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bundleFunction } from '../../bundle/bundleFunction.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { compactLake } from '../../emulator/compaction/compactLake.ts';
import { copyLake, Lake } from '../../emulator/lake.ts';
import { type LocalPipeline, startLocalPipeline } from '../../emulator/pipeline.ts';
import { sendRecords } from '../../emulator/traffic.ts';
import { runCommandLine } from '../../terminal/commandLine.ts';
import { output } from '../../terminal/printer.ts';
import { runCommand } from '../../terminal/runCommand.ts';
import { waitForStop } from '../../terminal/stopping.ts';
import { withCommas } from '../../terminal/textTable.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { compareDestination } from './destinationReport.ts';
import { type LocalDestination, startDestination } from './destinations.ts';
import { distributionOfRecords } from './distributionOfRecords.ts';
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
import {
  consumerVariables,
  prepareFolder,
  type Records,
  readRecords,
  type StartOptions,
  startCommand,
} from './startOptions.ts';
import { runTrouble } from './trouble/runTrouble.ts';
import type { Trouble } from './trouble/trouble.ts';
import { watch } from './watch.ts';

const consumerEntry = resolve(import.meta.dirname, '../../lambda/consumer/index.ts');

/** Maximum age of the moved timestamps, in seconds: some minutes of a dashboard. */
const trafficSpan = 180;

/** Shorter batching window than the deployed 10 seconds, so that results appear soon. */
const batchWindowSeconds = 1;

/** Limited retries, so that permanent failures become visible. Deployed pipelines retry without limit. */
const retryAttempts = 2;

/** Retention of endless traffic: some minutes, because the stream keeps records in memory. */
const watchedRetentionSeconds = 900;

const stoppedEarly = 'Stopped before everything was processed';

/** Runs `npm start`, and then exits the process. */
export function runStart(args: readonly string[]): Promise<void> {
  return runCommand((signal) =>
    runCommandLine(
      startCommand((options) => start(options, signal)),
      args,
    ),
  );
}

/**
 * Runs `npm start`.
 *
 * @param signal stops the run
 * @throws UsageError if an option is invalid
 * @throws Error if records are missing at the end, or if the run was stopped before all records were
 * processed
 */
export async function start(options: StartOptions, signal: AbortSignal): Promise<void> {
  const records = await readRecords(options, signal);
  if (options.trouble !== undefined) rejectInvalidCombinations(options.trouble, options, records);
  const folder = prepareFolder(options.keep);
  const bundleFolder = mkdtempSync(join(tmpdir(), 'realtime-logs-bundle-'));
  const removeBundle = () => rmSync(bundleFolder, { recursive: true, force: true });
  // If the output is closed, the process ends immediately.
  process.once('exit', removeBundle);
  let functionError = '';
  try {
    const bundleFile = await bundle(bundleFolder, signal);
    if (options.trouble !== undefined) {
      await runTrouble({ troubles: options.trouble, records, options, folder, bundleFile, signal });
      return;
    }
    const pipeline = await startLocalPipeline({
      bundleFile,
      folder,
      layouts: confirmFirst(records.layouts),
      shards: options.shards,
      lakeBucket: process.env['LAKE_BUCKET'],
      distribution: distributionOfRecords(records.lines, records.layouts[0].fields),
      functionEnvironment: consumerVariables(options),
      retentionSeconds: options.watch === true ? watchedRetentionSeconds : undefined,
      eventSource: { maximumBatchingWindowSeconds: batchWindowSeconds, maximumRetryAttempts: retryAttempts },
      onFunctionError(payload) {
        functionError = payload;
      },
    });
    let destination: LocalDestination | undefined;
    try {
      if (options.destination !== undefined) {
        destination = await startDestination(
          { ...options, destination: options.destination },
          pipeline,
          bundleFolder,
        );
      }
      const stays = options.stay ?? false;
      if (options.watch === true) {
        await watch(records, options, pipeline, join(folder, pipeline.lakeBucket), signal);
        return;
      }
      if (pipeline.aws && (options.rate !== undefined || stays)) {
        output.lines([...describeAccess(pipeline.aws.url), '']);
      }
      output.lines([...describeInput(records, options), '']);
      const lakeFolder = join(folder, pipeline.lakeBucket);
      const deliveries = destination?.deliveries ?? [];
      const drain = () =>
        Promise.all([pipeline, ...deliveries.map(({ delivery }) => delivery)].map((one) => one.drain()));
      const sent = await send(records, options, { pipeline, drain, signal });
      const { outcome, mistake } = await report(records, sent, { pipeline, destination, lakeFolder });
      output.lines(describeFolder(lakeFolder, options.keep !== undefined));
      if (signal.aborted) throw new Error(`${stoppedEarly}. The processed records remain in ${lakeFolder}.`);
      if (!isComplete(outcome)) {
        throw new Error(
          `Expected ${sent.length} records in the lake and in quarantine, got ${outcome.rows + outcome.quarantined}; ` +
            `the consumer's last error was ${functionError || 'none'}.`,
        );
      }
      if (mistake !== undefined) throw new Error(`Expected all rows at the destination, got ${mistake}.`);
      if (stays) {
        output.lines(['', 'The pipeline is still running. Press Ctrl-C to stop it.']);
        await waitForStop(signal);
      }
    } finally {
      await Promise.all((destination?.deliveries ?? []).map(({ delivery }) => delivery.stop()));
      await pipeline.stop();
    }
  } finally {
    removeBundle();
  }
}

/**
 * @throws UsageError if a trouble requires a field that the records lack, or can't be combined with another option
 */
function rejectInvalidCombinations(
  chosen: readonly Trouble[],
  { destination, watch: isWatched }: StartOptions,
  { layouts }: Records,
): void {
  if (isWatched) throw new UsageError('--watch: cannot be combined with --trouble; remove one of them');
  if (destination !== undefined)
    throw new UsageError('--destination: cannot be combined with --trouble; remove one of them');
  const lacking = chosen.find(({ needs }) => needs !== undefined && !layouts[0].fields.includes(needs));
  if (lacking === undefined) return;
  throw new UsageError(
    `--trouble ${lacking.name}: expected records with the field ${lacking.needs}; use other records, for example --records examples/video-62-fields.tsv.gz`,
  );
}

/** Marks the first layout as confirmed, as if CloudFront had returned its field order. */
function confirmFirst([first, ...others]: readonly Layout[]): readonly Layout[] {
  return first === undefined ? [] : [{ ...first, status: 'confirmed' }, ...others];
}

async function bundle(outputFolder: string, signal: AbortSignal): Promise<string> {
  try {
    return bundleFunction({ entryFile: consumerEntry, outputFolder }).file;
  } catch (error) {
    // Ctrl-C also ends the bundler, and the signal is aborted shortly after the bundler fails.
    await setTimeout(50);
    throw signal.aborted ? new Error(`${stoppedEarly}.`) : error;
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

/** A running pipeline that receives records. */
interface Run {
  readonly pipeline: LocalPipeline;
  /** Resolves when all sent records are processed. */
  readonly drain: () => Promise<unknown>;
  readonly signal: AbortSignal;
}

/** Sends the records, and waits until all are processed or the signal is aborted. */
async function send(
  { lines, layouts }: Records,
  { rate, shards, asRecorded }: StartOptions,
  { pipeline, drain, signal }: Run,
): Promise<readonly string[]> {
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
    await Promise.race([drain(), waitForStop(signal)]);
  } finally {
    display.end();
  }
  return signal.aborted ? all.slice(0, sent) : all;
}

/** Input of the report. */
interface Reported {
  readonly pipeline: LocalPipeline;
  readonly destination: LocalDestination | undefined;
  readonly lakeFolder: string;
}

async function report(
  { layouts }: Records,
  sent: readonly string[],
  { pipeline, destination, lakeFolder }: Reported,
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
    output.lines([...(await describeQueries(lake, layouts[0].fields)), '']);
    return { outcome, mistake: compared?.mistake };
  } finally {
    lake.close();
  }
}
