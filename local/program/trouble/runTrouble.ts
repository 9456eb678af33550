import { join } from 'node:path';
import { alarmsOf } from '../../../emulator/alarms/alarmDefinitions.ts';
import { firedAlarms } from '../../../emulator/alarms/alarmState.ts';
import { synthesizeTemplate } from '../../../emulator/alarms/synthesize.ts';
import { MetricStore } from '../../../emulator/endpoints/cloudwatch/metricStore.ts';
import type { FaultHook } from '../../../emulator/endpoints/faultHook.ts';
import { Lake } from '../../../emulator/lake.ts';
import { type LocalPipeline, startLocalPipeline } from '../../../emulator/pipeline.ts';
import { sendRecords } from '../../../emulator/traffic.ts';
import { output } from '../../../terminal/printer.ts';
import { waitForStop } from '../../../terminal/stopping.ts';
import { withCommas } from '../../../terminal/textTable.ts';
import { distributionOfRecords } from '../distributionOfRecords.ts';
import { describeAccess } from '../hints.ts';
import { retime } from '../retime.ts';
import type { Records, StartOptions } from '../startOptions.ts';
import { byMinutes } from './minutes.ts';
import { runCfrl } from './runCommand.ts';
import type { Trouble } from './trouble.ts';

/** Seconds over which the records are spread: three periods of the alarms. */
const span = 900;

/** Minutes that the clock is moved ahead to let periods of alarms end. */
const minutesAhead = 15;

/** What a troubled run needs. */
export interface TroubleRun {
  readonly troubles: readonly Trouble[];
  readonly records: Records;
  readonly options: StartOptions;
  readonly folder: string;
  readonly bundleFile: string;
  readonly signal: AbortSignal;
}

/**
 * Sends records while something goes wrong, says which alarms fired and what `cfrl doctor` finds, brings back what can
 * come back, and counts.
 *
 * @throws Error if the count doesn't add up at the end
 */
export async function runTrouble(run: TroubleRun): Promise<void> {
  const { troubles, records, options, folder, bundleFile, signal } = run;
  const fields = records.layouts[0].fields;
  let refusing = troubles.some(({ refusesFiles }) => refusesFiles);
  let invocations = 0;
  // The clock of the services is that of the minute whose records are sent. It starts before the first one.
  let offset = -(span + 60) * 1000;
  const s3: FaultHook = ({ operation, resource, stage }) =>
    refusing && stage === 'before' && operation === 'PutObject' && resource?.startsWith('lake/raw/')
      ? { refuse: { status: 403, code: 'AccessDenied', message: 'Refused by --trouble s3-refuses' } }
      : undefined;
  const pipeline: LocalPipeline = await startLocalPipeline({
    bundleFile,
    folder,
    layouts: [{ ...records.layouts[0], status: 'confirmed' }],
    shards: options.shards,
    distribution: distributionOfRecords(records.lines, fields),
    faults: { s3 },
    now: () => Date.now() + offset,
    eventSource: {
      maximumBatchingWindowSeconds: 0,
      pollInterval: 50,
      retryDelay: 20,
      now: () => Date.now() + offset,
      maximumRetryAttempts: 2,
      bisectBatchOnFunctionError: !refusing,
    },
    onInvoke() {
      invocations++;
      for (const { onInvocation } of troubles) onInvocation?.(pipeline, invocations);
    },
  });
  try {
    const url = pipeline.aws?.url;
    if (url === undefined)
      throw new Error('--trouble: expected all services on this machine, got AWS_ENDPOINT_URL_…');
    for (const { name, description } of troubles) output.line(`Trouble ${name}: ${description}.`);
    const startedAt = Date.now();
    const column = fields.indexOf('timestamp');
    const input = { records: retime(records.lines, column, startedAt / 1000, span), fields };
    let sent: readonly string[] = input.records;
    for (const { change } of troubles) sent = change?.({ records: sent, fields }) ?? sent;
    const isHot = troubles.some(({ hotShard }) => hotShard);
    // A shard gets hot only if everything comes at once.
    const minutes = isHot ? [{ start: startedAt / 1000 - 60, records: sent }] : byMinutes(sent, column);
    for (const minute of minutes) {
      offset = (minute.start + 30) * 1000 - Date.now();
      await sendRecords(minute.records, {
        kinesis: pipeline.kinesis,
        streamName: pipeline.streamName,
        concurrency: options.shards,
        // Half of what shards take, so that only a hot one refuses anything.
        rate: isHot ? undefined : options.shards * 500,
        partitionKey: isHot ? 'hot' : undefined,
        signal,
      });
      await Promise.race([pipeline.drain(), waitForStop(signal)]);
      if (signal.aborted) throw new Error('Stopped before everything was processed.');
    }
    offset = 0;
    output.line(describeCount('Sent', sent.length, await count(pipeline, folder)));
    await describeAlarms(pipeline, startedAt);
    output.lines(['', 'What doctor finds:', ...findingsIn(await runCfrl(['doctor'], url))]);
    const remedies = troubles.flatMap(({ remedy }) => remedy ?? []);
    if (remedies.length > 0) {
      refusing = false;
      for (const remedy of remedies) await remedy(pipeline, input);
      output.lines(['', 'The cause is fixed; npx cfrl replay says:']);
      output.lines((await runCfrl(['replay'], url)).map((line) => `  ${line}`));
    }
    const after = await count(pipeline, folder);
    output.lines(['', describeCount('In the end', sent.length, { ...after, givenUp: 0 })]);
    if (after.rows + after.quarantined !== sent.length) {
      throw new Error(
        `Expected ${sent.length} records in lake and quarantine, got ${after.rows + after.quarantined}.`,
      );
    }
    output.lines([
      'It adds up.',
      '',
      'Look closer with --stay:',
      ...troubles.flatMap(({ look }) => look.map((line) => `  ${line}`)),
    ]);
    if (options.stay) {
      output.lines(['', ...describeAccess(url), '', 'Everything still runs. Ctrl-C ends it.']);
      await waitForStop(signal);
    }
  } finally {
    await pipeline.stop();
  }
}

interface Counts {
  readonly rows: number;
  readonly quarantined: number;
  readonly givenUp: number;
}

/** Rows and records in quarantine that did not come back; a released record is a row, and still in its quarantine file. */
async function count({ lakeBucket, eventSource }: LocalPipeline, folder: string): Promise<Counts> {
  const lake = await Lake.open(join(folder, lakeBucket));
  try {
    const [{ released }] = await lake.ask(
      `SELECT count(*) AS released FROM requests_raw WHERE "$path" LIKE '%.quarantine.parquet'`,
    );
    const { DroppedEventCount, OnFailureDestinationDeliveredEventCount } = eventSource.counts;
    return {
      rows: await lake.countRows(),
      quarantined: lake.countQuarantined() - Number(released),
      givenUp: DroppedEventCount + OnFailureDestinationDeliveredEventCount,
    };
  } finally {
    lake.close();
  }
}

function describeCount(when: string, sent: number, { rows, quarantined, givenUp }: Counts): string {
  const failed = givenUp > 0 ? `, ${withCommas(givenUp)} given up to the failure bucket` : '';
  return `${when}: ${withCommas(sent)} records, ${withCommas(rows)} rows, ${withCommas(quarantined)} in quarantine${failed}.`;
}

async function describeAlarms(
  { endpoints, eventSource, account }: LocalPipeline,
  startedAt: number,
): Promise<void> {
  const { stackName, streamName, consumerName } = account;
  const template = await synthesizeTemplate(stackName);
  const alarms = alarmsOf(template, { streamName, consumerName, mappingId: eventSource.mappingId });
  endpoints.hooks.beforeReading?.();
  const minute = 60_000;
  const [from, to] = [startedAt - span * 1000, Date.now() + minutesAhead * minute];
  // Alarms that fire if there is nothing at all are about the time before and after this short run.
  const always = firedAlarms(alarms, new MetricStore(), from, to);
  const fired = firedAlarms(alarms, endpoints.metrics, from, to).filter((name) => !always.includes(name));
  output.lines([
    '',
    `Alarms of the stack that fire, on a clock moved ahead by up to ${minutesAhead} minutes:`,
  ]);
  output.lines(fired.length === 0 ? ['  none'] : fired.map((name) => `  ${name}`));
}

/** What doctor says is wrong, with what to do. */
function findingsIn(lines: readonly string[]): string[] {
  const found = lines.flatMap((line, index) =>
    /^✗/.test(line) ? [`  ${line}`, `  ${lines[index + 1] ?? ''}`] : [],
  );
  return found.length === 0 ? ['  nothing'] : found;
}
