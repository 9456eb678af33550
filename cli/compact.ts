import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { Command, Option } from 'commander';
import { oneOf, wholeNumber } from '../terminal/commandLine.ts';
import { addHelp } from '../terminal/helpText.ts';
import { plainJson, plainText } from '../terminal/plainText.ts';
import { output } from '../terminal/printer.ts';
import { UsageError } from '../terminal/usageError.ts';
import { type AwsOptions, addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { clientOptions } from './aws/clientOptions.ts';
import { type CompactionCommands, compactionCommands } from './compact/compactionClients.ts';
import { describeStatus, formatHour, jsonOfStatus, readStatus } from './compact/compactionStatus.ts';
import { readHour } from './compact/hourOption.ts';
import { type HourRange, markHours, readHourRange } from './compact/markHours.ts';
import { hourStatementLines, type PrintOptions, readFields, readSchema } from './compact/printHour.ts';
import { givenOptions, rejectAwsOptions, requireOne, requireWith } from './optionRules.ts';
import { findPipeline } from './pipeline/findPipeline.ts';
import { addStackOption, type StackOption } from './pipeline/stackOption.ts';
import { systemClock } from './stream/clock.ts';

const help = `
The state machine of the stack merges closed hours of the lake into a table that contains each request once.

--status prints up to which hour the lake is compacted, which hours and late files are waiting, and how the last run
ended.

--run starts a run now. If another run is in progress, the new run ends immediately.

--mark makes the next run merge hours again. Use it after you copy files into raw/, for example with "aws s3 sync".
"cfrl replay" marks hours automatically.

--print prints the statements that merge one hour, verify the result, and update the hourly totals. It runs nothing.
Run the statements in order, and stop if a check counts missing or duplicate requests. You can repeat them: they add
nothing twice. They don't change the view "requests", and they delete no files.

Examples:
  npx cfrl compact --status
  npx cfrl compact --mark 2026-11-20..2026-11-21T05
  npx cfrl compact --print --hour 2026-11-20T13 --dialect trino --schema lake > hour.sql
`;

/** Engines whose statements can be printed. */
const dialects = ['athena', 'trino'] as const;

interface CompactOptions extends AwsOptions, StackOption, PrintOptions {
  readonly status?: true;
  readonly run?: true;
  readonly mark?: HourRange;
  readonly print?: true;
  readonly hour?: string;
  readonly json?: true;
}

/** `cfrl compact`: shows the status of the compaction, and starts its work. */
export function compactCommand(signal: AbortSignal): Command {
  const command = new Command('compact')
    .description('Show the status of the compaction, start a run, or mark hours to merge again.')
    .option('--status', 'print up to which hour the lake is compacted')
    .option('--run', 'start a run now')
    .option(
      '--mark <HOURS>',
      'merge these UTC days or hours again: 2026-11-20T13, or FROM..TO',
      readHourRange,
    )
    .option('--print', 'print the statements that merge --hour, and run nothing')
    .option('--hour <HOUR>', 'with --print: hour in which the records arrived, UTC: 2026-11-20T13')
    .option(
      '--dialect <ENGINE>',
      `with --print: ${dialects.join(' or ')}`,
      oneOf('--dialect', dialects),
      'athena',
    )
    .option('--schema <NAME>', 'with --print: schema of the tables in Trino', readSchema, 'lake')
    .option(
      '--slices <N>',
      'with --print: number of parts in which the hour is merged, one for each 4 GB',
      wholeNumber('--slices', 1, 100),
      1,
    )
    .addOption(
      new Option(
        '--unknown-fields <NAMES>',
        "with --print: fields in the pipeline's settings that aren't in the catalog",
      )
        .argParser(readFields)
        .default([], 'none'),
    )
    .option('--json', 'with --status: print JSON');
  addStackOption(command);
  return addHelp(addAwsOptions(command), help).action((options: CompactOptions) => {
    rejectUnclear(command);
    const now = systemClock.now();
    if (options.print) {
      output.lines(hourStatementLines(readHour(options.hour as string, now), options));
      return undefined;
    }
    return withAwsSentences(options, () => callStack(options, now, signal));
  });
}

/** Options that only `--print` uses. */
const optionsOfPrint = ['--hour', '--dialect', '--schema', '--slices', '--unknown-fields'];

function rejectUnclear(command: Command): void {
  requireOne(command, ['--status', '--run', '--mark', '--print']);
  requireWith(command, '--print', ['--hour']);
  for (const option of optionsOfPrint) requireWith(command, option, ['--print']);
  requireWith(command, '--json', ['--status']);
  rejectAwsOptions(command, '--print');
  const { dialect } = command.opts<CompactOptions>();
  if (dialect !== 'trino' && givenOptions(command, ['--schema']).length > 0)
    throw new UsageError(`--schema: expected --dialect trino too, got --dialect ${dialect}`);
}

async function callStack(options: CompactOptions, now: number, signal: AbortSignal): Promise<void> {
  const pipeline = await findPipeline(new CloudFormationClient(clientOptions(options)), options.stack);
  const commands = compactionCommands(options, pipeline, signal);
  if (options.run) return startRun(commands);
  if (options.mark !== undefined) return mark(commands, options.mark, now);
  const status = await readStatus(commands, now);
  output.lines(
    options.json ? [plainJson(jsonOfStatus(status))] : describeStatus(status).map((line) => plainText(line)),
  );
}

async function startRun({ start }: CompactionCommands): Promise<void> {
  output.lines([
    `Started ${await start()}`,
    "'npx cfrl compact --status' prints its result. The Step Functions console shows each statement.",
  ]);
}

async function mark(commands: CompactionCommands, range: HourRange, now: number): Promise<void> {
  const hours = await markHours(commands, range, now);
  const [first, last] = [hours[0], hours.at(-1)];
  if (first === undefined || last === undefined)
    throw new Error(
      `expected hours with raw files from ${formatHour(range.first)} to ${formatHour(range.last)} UTC, got none`,
    );
  output.lines([
    `Marked ${hours.length === 1 ? `1 hour, ${formatHour(first)} UTC` : `${hours.length} hours, ${formatHour(first)} to ${formatHour(last)} UTC`}.`,
    "The next run merges their files. To start it now, run 'npx cfrl compact --run'.",
  ]);
}
