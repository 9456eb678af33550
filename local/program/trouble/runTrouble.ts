import { alarmsOf } from '../../../emulator/alarms/alarmDefinitions.ts';
import { firedAlarms } from '../../../emulator/alarms/alarmHistory.ts';
import { synthesizeTemplate } from '../../../emulator/template/synthesize.ts';
import { output } from '../../../terminal/printer.ts';
import { waitForStop } from '../../../terminal/stopping.ts';
import { stoppedEarly } from '../bundleConsumer.ts';
import { describeAccess } from '../hints.ts';
import { moveTimes } from '../moveTimes.ts';
import type { Records, StartOptions } from '../startOptions.ts';
import { describeAlarms, describeCount, describeFindings } from './describeTrouble.ts';
import { MovableClock } from './movableClock.ts';
import { runCfrl } from './runCfrl.ts';
import { sendTroubled } from './sendTroubled.ts';
import type { Trouble } from './trouble.ts';
import { TroubledPipeline } from './troubledPipeline.ts';

const minute = 60_000;

/** Minutes over which the records are spread: three alarm periods. */
const minutesOfRecords = 15;

/** Minutes that the clock is moved ahead: the longest evaluation range of an alarm. */
const minutesAhead = 25;

/** Input of a run with troubles. */
export interface TroubleRun {
  readonly troubles: readonly Trouble[];
  readonly records: Records;
  readonly options: StartOptions;
  readonly folder: string;
  readonly bundleFile: string;
  readonly signal: AbortSignal;
}

/**
 * Sends records while troubles are active, prints the alarms that fired and the findings of `cfrl doctor`,
 * replays what can be replayed, and counts the results.
 *
 * @throws Error if records are missing at the end
 */
export async function runTrouble(run: TroubleRun): Promise<void> {
  const { troubles, records, options, folder, bundleFile, signal } = run;
  const { fields } = records.layouts[0];
  const startedAt = Date.now();
  const clock = new MovableClock(startedAt - (minutesOfRecords + 1) * minute);
  const template = synthesizeTemplate('cloudfront-realtime-logs', signal);
  // Awaited after the records are sent.
  template.catch(() => {});
  const troubled = await TroubledPipeline.start({
    clock,
    bundleFile,
    folder,
    layout: { ...records.layouts[0], status: 'confirmed' },
    records: records.lines,
    shards: options.shards,
    bisects: !troubles.some(({ failsAll }) => failsAll),
  });
  const { pipeline } = troubled;
  try {
    const url = pipeline.aws?.url;
    if (url === undefined)
      throw new Error('--trouble: requires all services on this machine; unset AWS_ENDPOINT_URL_…');
    for (const { name, description } of troubles) output.line(`Trouble ${name}: ${description}.`);
    troubled.setTroubles(troubles);
    const lines = moveTimes(
      records.lines,
      fields.indexOf('timestamp'),
      startedAt / 1000,
      minutesOfRecords * 60,
    );
    const sent = await sendTroubled(troubled, troubles, { records: lines, fields }, signal);
    clock.flow();
    output.line(describeCount('Sent', sent.length, await troubled.count()));
    const { account, eventSource, endpoints } = pipeline;
    endpoints.hooks.beforeReading?.();
    const alarms = alarmsOf(await template, { ...account, mappingId: eventSource.mappingId });
    const fired = firedAlarms(
      alarms,
      endpoints.metrics,
      startedAt - minutesOfRecords * minute,
      startedAt + minutesAhead * minute,
    );
    output.lines(['', ...describeAlarms(fired, minutesAhead)]);
    output.lines(['', 'Findings of doctor:', ...describeFindings(await runCfrl(['doctor'], url))]);
    const remedies = troubles.flatMap(({ remedy }) => remedy ?? []);
    if (remedies.length > 0) {
      troubled.setTroubles([]);
      for (const remedy of remedies) await remedy(pipeline, { records: lines, fields });
      output.lines(['', 'The cause is fixed. Output of npx cfrl replay:']);
      output.lines((await runCfrl(['replay'], url)).map((line) => `  ${line}`));
    }
    const after = await troubled.count();
    output.lines(['', describeCount('At the end', sent.length, { ...after, givenUp: 0 })]);
    if (after.rows + after.quarantined !== sent.length) {
      throw new Error(
        `Expected ${sent.length} records in the lake and in quarantine, got ${after.rows + after.quarantined}.`,
      );
    }
    output.lines([
      'No record is missing.',
      '',
      'To look closer, add --stay, and run:',
      ...troubles.flatMap(({ look }) => look.map((line) => `  ${line}`)),
    ]);
    if (options.stay) {
      output.lines([
        '',
        ...describeAccess(url),
        '',
        'The pipeline is still running. Press Ctrl-C to stop it.',
      ]);
      await waitForStop(signal);
    }
  } catch (error) {
    throw signal.aborted ? new Error(`${stoppedEarly}.`) : error;
  } finally {
    await troubled.stop();
    await template.catch(() => {});
  }
}
