import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bundleFunction } from '../../bundle/bundleFunction.ts';
import { Lake } from '../../emulator/lake.ts';
import { copyLake } from '../../emulator/lakeCopy.ts';
import { type LocalPipeline, startLocalPipeline } from '../../emulator/pipeline.ts';
import { sendRecords } from '../../emulator/traffic.ts';
import { runCommandLine } from '../../terminal/commandLine.ts';
import { output } from '../../terminal/printer.ts';
import { runCommand } from '../../terminal/runCommand.ts';
import { stopped } from '../../terminal/stopping.ts';
import { ProgressDisplay } from './progress.ts';
import { addsUp, describeMetrics, describeOutcome, describeQueries, type Outcome } from './report.ts';
import { retime } from './retime.ts';
import { prepareFolder, type Records, readRecords, type StartOptions, startCommand } from './startOptions.ts';
import { watch } from './watch.ts';

const consumerEntry = resolve(import.meta.dirname, '../../lambda/consumer/index.ts');

/** How far back the records' times reach at most, in seconds: what falls into it are minutes of a dashboard. */
const trafficSpan = 180;

/** Deployed, a window is 10 seconds; on one machine one would rather see something. */
const batchWindowSeconds = 1;

/** Deployed, retries have no end; here a failure that stays is to be seen. */
const retryAttempts = 2;

const stoppedEarly = 'Stopped before everything was processed';

await runCommand(async (signal) => {
  await runCommandLine(
    startCommand((options) => start(options, signal)),
    process.argv.slice(2),
  );
});

async function start(options: StartOptions, signal: AbortSignal): Promise<void> {
  const records = await readRecords(options, signal);
  const folder = prepareFolder(options.keep);
  const bundleFolder = mkdtempSync(join(tmpdir(), 'realtime-logs-bundle-'));
  const removeBundle = () => rmSync(bundleFolder, { recursive: true, force: true });
  // Where nobody reads the output any more, the process ends at once.
  process.once('exit', removeBundle);
  let functionError = '';
  try {
    const bundleFile = await bundle(bundleFolder, signal);
    const pipeline = await startLocalPipeline({
      bundleFile,
      folder,
      layouts: records.layouts,
      shards: options.shards,
      lakeBucket: process.env['LAKE_BUCKET'],
      eventSource: { maximumBatchingWindowSeconds: batchWindowSeconds, maximumRetryAttempts: retryAttempts },
      onFunctionError(payload) {
        functionError = payload;
      },
    });
    try {
      if (options.watch === true) {
        await watch(records, options, pipeline, join(folder, pipeline.lakeBucket), signal);
        return;
      }
      if (options.rate !== undefined) output.lines([...howToWatch(records, pipeline), '']);
      const lakeFolder = join(folder, pipeline.lakeBucket);
      const sent = await send(records, options, pipeline, lakeFolder, signal);
      const outcome = await report(records, sent, pipeline, lakeFolder);
      if (!addsUp(outcome)) {
        throw new Error(
          `Expected ${sent.length} records in lake and quarantine, got ${outcome.rows + outcome.quarantined}; ` +
            `the consumer's last error was ${functionError || 'none'}.`,
        );
      }
    } finally {
      await pipeline.stop();
    }
  } finally {
    removeBundle();
  }
}

async function bundle(outputFolder: string, signal: AbortSignal): Promise<string> {
  try {
    return bundleFunction({ entryFile: consumerEntry, outputFolder }).file;
  } catch (error) {
    // Ctrl-C ends the bundler as well, and is heard here a little after its failure.
    await setTimeout(50);
    throw signal.aborted ? new Error(`${stoppedEarly}.`) : error;
  }
}

/** How to see the records on their way, where they take their time. */
function howToWatch({ fields }: Records, { endpoints, streamName }: LocalPipeline): string[] {
  const list = /^[\w./,:=-]+$/.test(fields) ? fields : `'${fields.replaceAll("'", "'\\''")}'`;
  return [
    'In another terminal:',
    `  AWS_ENDPOINT_URL_KINESIS=${endpoints.kinesisUrl} npx cfrl tail --stream ${streamName} --layout ${list} --since 5m`,
  ];
}

/** Sends the records as if the last of them were of now, and waits until all are processed. */
async function send(
  { lines, layouts }: Records,
  { rate, shards }: StartOptions,
  pipeline: LocalPipeline,
  lakeFolder: string,
  signal: AbortSignal,
): Promise<string[]> {
  const column = layouts[0].fields.indexOf('timestamp');
  const retimed = retime(lines, column, Date.now() / 1000, trafficSpan);
  let sent = 0;
  const display = new ProgressDisplay(() => {
    const { InvokedEventCount, FailedInvokeEventCount } = pipeline.eventSource.counts;
    return { total: retimed.length, sent, processed: InvokedEventCount - FailedInvokeEventCount };
  });
  try {
    await sendRecords(retimed, {
      kinesis: pipeline.kinesis,
      streamName: pipeline.streamName,
      rate,
      concurrency: shards,
      signal,
      onProgress(count) {
        sent = count;
      },
    });
    await Promise.race([pipeline.drain(), stopped(signal)]);
    if (signal.aborted) throw new Error(`${stoppedEarly}; what is done stays in ${lakeFolder}.`);
  } finally {
    display.end();
  }
  return retimed;
}

async function report(
  { layouts }: Records,
  sent: readonly string[],
  pipeline: LocalPipeline,
  lakeFolder: string,
): Promise<Outcome> {
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
    output.lines([...describeMetrics(endpoints.metrics), '']);
    output.lines([...(await describeQueries(lake, layouts[0].fields)), '']);
    output.line(`The lake's files stay in ${lakeFolder}`);
    return outcome;
  } finally {
    lake.close();
  }
}
