import { setImmediate } from 'node:timers/promises';
import { Command } from 'commander';
import { runCommandLine } from '../terminal/commandLine.ts';
import { output } from '../terminal/printer.ts';
import { ProgressBar } from '../terminal/progressBar.ts';
import { runCommand } from '../terminal/runCommand.ts';
import { UsageError } from '../terminal/usageError.ts';
import { fuzzEvents } from './events/fuzzEvents.ts';
import { fuzzRecords } from './records/fuzzRecords.ts';
import { printReports } from './report.ts';

/** Milliseconds between checks whether to stop. */
const stopCheckInterval = 100;

const help = `
Mutates the bytes of records, and transforms them in batches of 1,000. Every line must become a row or a quarantine
entry, and every twentieth batch is read back from its files. Mutates the values of events, and invokes the deployed
consumer with them. No execution may take a second of CPU time. Each finding is printed with the options that
reproduce it.

Example:
  npm run fuzz -- --records 10000000 --events 50000 --seed 1
`;

interface FuzzOptions {
  readonly records: number;
  readonly events: number;
  readonly seed: number;
  readonly firstBatch: number;
  readonly firstEvent: number;
}

function wholeNumber(option: string): (value: string) => number {
  return (value) => {
    if (/^\d{1,10}$/.test(value)) return Number(value);
    throw new UsageError(`${option}: expected a whole number, got '${value}'`);
  };
}

async function run(options: FuzzOptions, signal: AbortSignal): Promise<void> {
  const { records, events, seed, firstBatch, firstEvent } = options;
  const bar = new ProgressBar();
  let heardAt = performance.now();
  const progressOf = (what: string, all: number) => async (done: number) => {
    const text = `${done.toLocaleString('en-US')} ${what}`;
    bar.update({ share: done / all, text });
    if (performance.now() - heardAt < stopCheckInterval) return;
    // Ctrl-C is only handled between turns of the event loop.
    await setImmediate();
    heardAt = performance.now();
    if (signal.aborted) throw new Error(`Stopped after ${text}. Nothing was found.`);
  };
  try {
    const ofRecords = { executions: records, seed, firstBatch, onProgress: progressOf('records', records) };
    const ofEvents = { executions: events, seed, firstEvent, onProgress: progressOf('events', events) };
    const reports = { events: await fuzzEvents(ofEvents), records: await fuzzRecords(ofRecords) };
    bar.end();
    output.lines(printReports(reports));
  } finally {
    bar.end();
  }
}

const program = new Command('npm run fuzz --')
  .description('Searches for records and events that break the pipeline.')
  .option('--records <N>', 'number of mutated records', wholeNumber('--records'), 1_000_000)
  .option('--events <N>', 'number of mutated events', wholeNumber('--events'), 50_000)
  .option('--seed <N>', 'seed of the mutations', wholeNumber('--seed'), 1)
  .option('--first-batch <N>', 'number of the first batch of records', wholeNumber('--first-batch'), 0)
  .option('--first-event <N>', 'number of the first event', wholeNumber('--first-event'), 0)
  .addHelpText('after', help);

await runCommand((signal) =>
  runCommandLine(
    program.action((options: FuzzOptions) => run(options, signal)),
    process.argv.slice(2),
  ),
);
