import { Command, Option } from 'commander';
import { type Ranking, rankings } from '../core/insight/top/rankings.ts';
import { mergeFields } from '../core/layouts/layout.ts';
import { oneOf, wholeNumber } from '../terminal/commandLine.ts';
import { addHelp } from '../terminal/helpText.ts';
import { plainJson } from '../terminal/plainText.ts';
import { errors, output } from '../terminal/printer.ts';
import { UsageError } from '../terminal/usageError.ts';
import { addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { numberOption } from './estimate/numberOption.ts';
import { requireWith } from './optionRules.ts';
import { addStackOption } from './pipeline/stackOption.ts';
import { systemClock } from './stream/clock.ts';
import {
  addStreamOptions,
  describeUnreadable,
  openStream,
  rejectUnclearStream,
  type StreamOptions,
} from './stream/streamOptions.ts';
import { checkCondition, parseCondition } from './tail/where/parseCondition.ts';
import { durationOption } from './times.ts';
import { describeSnapshot } from './top/describeSnapshot.ts';
import { Follower, type FollowerSettings } from './top/follower.ts';
import { showLive } from './top/liveScreen.ts';

const help = `
Shows the traffic of the last minute, live: rates, hit ratio, first-byte percentiles, and the most frequent values of
each property. It reads at most half of what a shard allows, as 'cfrl tail' does. If it can't keep up with the stream,
it shows how much it has read. Counts marked ≤ are upper bounds, and those marked ≈ are estimates.

MEASURE 'queries' counts the different query strings of each path, and 'peak' the most requests in one second.

Keys: arrows or Tab for other lists, m for the measure, / for the filter, p to pause, q to quit.

CONDITION is as in 'cfrl tail'.

Examples:
  npx cfrl top
  npx cfrl top --by 5xx --where "cache-behavior-path-pattern=/api/*"
  npx cfrl top --once --window 5m --by queries
  npx cfrl top --json | jq .requestsPerSecond
`;

/** Milliseconds between two lines of JSON. */
const interval = 1_000;

const defaultWindow = 60_000;
const longestWindow = 600_000;
const defaultRows = 10;

interface TopOptions extends StreamOptions {
  readonly by: Ranking;
  readonly where?: string;
  readonly window: number;
  readonly rows: number;
  readonly once?: true;
  readonly json?: true;
  readonly samplingRate: number;
}

/** `cfrl top`: shows the traffic of the last minute, live. */
export function topCommand(signal: AbortSignal): Command {
  const command = new Command('top')
    .description('Show the most frequent values in the stream, live.')
    .option(
      '--by <MEASURE>',
      `measure to rank lists by: ${rankings.join(', ')}`,
      oneOf('--by', rankings),
      'requests',
    )
    .option('--where <CONDITION>', 'count only requests that meet this condition')
    .addOption(
      new Option('--window <TIME>', 'length of the window, up to 10m')
        .argParser(windowOption)
        .default(defaultWindow, '1m'),
    )
    .option(
      '--rows <N>',
      'with --once or --json: values in each list',
      wholeNumber('--rows', 1, 100),
      defaultRows,
    )
    .option('--once', 'print the last window, and exit')
    .option('--json', 'print a line of JSON each second')
    .option(
      '--sampling-rate <PERCENT>',
      'sampling rate of the log configuration; counts are scaled by it',
      numberOption('--sampling-rate', { smallest: 1, largest: 100 }),
      100,
    );
  addStreamOptions(addStackOption(command));
  return addHelp(addAwsOptions(command), help).action((options: TopOptions) => {
    rejectUnclear(command, options);
    return withAwsSentences(options, () => runTop(options, signal));
  });
}

function windowOption(value: string): number {
  const milliseconds = durationOption('--window')(value);
  if (milliseconds <= longestWindow) return milliseconds;
  throw new UsageError(
    `--window: expected at most 10m, got '${value}'; for longer windows, use 'cfrl query' or 'cfrl explain'`,
  );
}

function rejectUnclear(command: Command, { where, once, json }: TopOptions): void {
  rejectUnclearStream(command);
  requireWith(command, '--rows', ['--once', '--json']);
  if (where !== undefined) checkCondition(where);
  if (!once && !json && !(output.isTerminal && process.stdin.isTTY)) {
    throw new UsageError('expected a terminal for the live screen, got none; use --once or --json');
  }
}

async function runTop(options: TopOptions, signal: AbortSignal): Promise<void> {
  const { by, window, samplingRate } = options;
  const source = await openStream(options);
  const logged = mergeFields(source.layouts.layouts.map(({ fields }) => fields));
  const settings = { source, logged, ranking: by, window, scale: 100 / samplingRate, clock: systemClock };
  if (options.once || options.json) await print(options, settings, signal);
  else {
    const { stdin, stdout } = process;
    const { paint } = output;
    await showLive({ ...settings, where: options.where, paint, input: stdin, output: stdout }, signal);
  }
}

type Settings = Omit<FollowerSettings, 'condition'>;

/** Prints the window once, or every second. */
async function print(options: TopOptions, settings: Settings, signal: AbortSignal): Promise<void> {
  const { where, rows, once, json } = options;
  const condition = where === undefined ? undefined : parseCondition(where, settings.logged);
  const follower = new Follower({ ...settings, condition });
  const write = () => {
    const snapshot = follower.snapshot(rows);
    output.lines(json ? [plainJson(snapshot)] : describeSnapshot(snapshot, output.lineWidth));
  };
  if (once) {
    await follower.follow(signal, new Date(settings.clock.now()));
    if (signal.aborted) throw new Error('stopped before the window was read');
    write();
  } else {
    const timer = setInterval(write, interval);
    await follower.follow(signal).finally(() => clearInterval(timer));
  }
  if (follower.unreadable > 0) errors.line(describeUnreadable(follower.unreadable));
}
