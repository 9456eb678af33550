import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Layout } from '../../core/layouts/layout.ts';
import { type LocalPipeline, startLocalPipeline } from '../../emulator/pipeline.ts';
import { runCommandLine } from '../../terminal/commandLine.ts';
import { runCommand } from '../../terminal/runCommand.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { bundleConsumer } from './bundleConsumer.ts';
import { type LocalDestination, startDestination } from './destinations.ts';
import { distributionOfRecords } from './distributionOfRecords.ts';
import { sendAndReport } from './sendAndReport.ts';
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

/** Shorter batching window than the deployed 10 seconds, so that results appear soon. */
const batchWindowSeconds = 1;

/** Limited retries, so that permanent failures become visible. Deployed pipelines retry without limit. */
const retryAttempts = 2;

/** Retention of endless traffic: some minutes, because the stream keeps records in memory. */
const watchedRetentionSeconds = 900;

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
  try {
    const bundleFile = await bundleConsumer(bundleFolder, signal);
    if (options.trouble !== undefined) {
      await runTrouble({ troubles: options.trouble, records, options, folder, bundleFile, signal });
    } else {
      await runPipeline({ records, options, folder, bundleFolder, bundleFile, signal });
    }
  } finally {
    removeBundle();
  }
}

/** Input of a run, and its folders. */
interface PipelineRun {
  readonly records: Records;
  readonly options: StartOptions;
  readonly folder: string;
  readonly bundleFolder: string;
  readonly bundleFile: string;
  readonly signal: AbortSignal;
}

async function runPipeline(run: PipelineRun): Promise<void> {
  const { records, options, folder, bundleFolder, signal } = run;
  let functionError = '';
  const pipeline = await startPipeline(run, (payload) => {
    functionError = payload;
  });
  const lakeFolder = join(folder, pipeline.lakeBucket);
  let destination: LocalDestination | undefined;
  try {
    if (options.destination !== undefined) {
      const settings = { ...options, destination: options.destination };
      destination = await startDestination(settings, pipeline, bundleFolder);
    }
    if (options.watch === true) await watch(records, options, pipeline, lakeFolder, signal);
    else {
      const lastFunctionError = () => functionError;
      await sendAndReport({ records, options, pipeline, destination, lakeFolder, lastFunctionError, signal });
    }
  } finally {
    await Promise.all((destination?.deliveries ?? []).map(({ delivery }) => delivery.stop()));
    await pipeline.stop();
  }
}

function startPipeline(
  { records, options, folder, bundleFile }: PipelineRun,
  onFunctionError: (payload: string) => void,
): Promise<LocalPipeline> {
  const { lines, layouts } = records;
  return startLocalPipeline({
    bundleFile,
    folder,
    layouts: confirmFirst(layouts),
    shards: options.shards,
    lakeBucket: process.env['LAKE_BUCKET'],
    distribution: distributionOfRecords(lines, layouts[0].fields),
    functionEnvironment: consumerVariables(options),
    retentionSeconds: options.watch === true ? watchedRetentionSeconds : undefined,
    eventSource: { maximumBatchingWindowSeconds: batchWindowSeconds, maximumRetryAttempts: retryAttempts },
    onFunctionError,
  });
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
