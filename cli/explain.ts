import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { Command } from 'commander';
import { readAllRows } from '../core/aws/athena/runQuery.ts';
import { ScanBudget } from '../core/aws/athena/scanBudget.ts';
import { useLakeFolders } from '../core/aws/lakeFolders.ts';
import { describeReport } from '../core/insight/describeReport.ts';
import { type Explanation, questionOf } from '../core/insight/explanation.ts';
import { type MeasureName, measureNamed, measureNames } from '../core/insight/measures.ts';
import { type ExplanationReport, reportExplanation } from '../core/insight/report.ts';
import { mergeFields } from '../core/layouts/layout.ts';
import { oneOf } from '../terminal/commandLine.ts';
import { addHelp } from '../terminal/helpText.ts';
import { plainJson } from '../terminal/plainText.ts';
import { errors, output } from '../terminal/printer.ts';
import { ProgressBar } from '../terminal/progressBar.ts';
import { fitTable, withCommas } from '../terminal/textTable.ts';
import { UsageError } from '../terminal/usageError.ts';
import { athenaCalls } from './aws/athenaCalls.ts';
import { addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { clientOptions } from './aws/clientOptions.ts';
import { numberOption } from './estimate/numberOption.ts';
import { type ExplainSettings, explainLake } from './explain/explainLake.ts';
import { explainStream } from './explain/explainStream.ts';
import { baselineOption, explainWindows, formatTime, type WindowOptions } from './explain/explainWindows.ts';
import { explanationRows } from './explain/explanationRows.ts';
import { lakeFieldsSql, readLakeFields } from './explain/lakeFields.ts';
import { rejectAwsOptions, rejectTogether, requireAtMostOne } from './optionRules.ts';
import { findPipeline } from './pipeline/findPipeline.ts';
import { readKnownLayouts } from './pipeline/knownLayouts.ts';
import { addStackOption } from './pipeline/stackOption.ts';
import { describeScannedBytes } from './query/athenaLake.ts';
import { DuckdbLake } from './query/duckdbLake.ts';
import { systemClock } from './stream/clock.ts';
import {
  addStreamOptions,
  describeUnreadable,
  openStream,
  rejectUnclearStream,
  type StreamOptions,
} from './stream/streamOptions.ts';
import { checkCondition } from './tail/where/parseCondition.ts';
import { durationOption, timeOption } from './times.ts';

const help = `
Compares a window of time with a baseline, and prints the paths, cache behaviors, countries, networks, clients, origins,
and other values that account for the change of a metric. If no value stands out from random variation, it prints that.

The window is the last 15 minutes, 15 minutes around --at, or --from to --to. --window changes the length. The baseline
is the time before the window, four times as long, unless you give --baseline.

METRIC: ${measureNames.join(', ')}. 'ttfb' and 'taken' count the
requests that are slower than the baseline's 95th percentile, or, with --set, than that of the other requests.

The records come from the lake of the stack (Athena is billed for what it scans; --max-gigabytes caps it), from a
folder with --lake, or from the stream with --live or --stream.

With --set, the requests of the window that meet a condition are compared with its other requests, instead of with the
baseline: what do the requests of this host, country, or protocol have that the others don't?

CONDITION is as in 'cfrl tail'.

Examples:
  npx cfrl explain --metric 5xx --at 2026-11-20T13:05Z
  npx cfrl explain --metric bytes --from 2026-11-20 --to 2026-11-21 --baseline 7d
  npx cfrl explain --metric misses --lake lake --where "cs-host=www.example.com" --json
  npx cfrl explain --metric errors --live
  npx cfrl explain --metric taken --window 1h --set "c-country=DE"
`;

/** Default of `--max-gigabytes`. */
const defaultGigabytes = 10;

interface ExplainOptions extends StreamOptions, WindowOptions {
  readonly metric: MeasureName;
  readonly where?: string;
  readonly set?: string;
  readonly lake?: string;
  readonly live?: true;
  readonly samplingRate: number;
  readonly maxGigabytes?: number;
  readonly json?: true;
}

/** `cfrl explain`: finds the values that account for a change. */
export function explainCommand(signal: AbortSignal): Command {
  const command = new Command('explain')
    .description('Explain a change: which values account for it.')
    .requiredOption('--metric <METRIC>', 'what changed', oneOf('--metric', measureNames))
    .option('--at <TIME>', 'explain the minutes around this time, UTC', timeOption('--at'))
    .option('--from <TIME>', 'start of the window to explain', timeOption('--from'))
    .option('--to <TIME>', 'end of the window to explain (default: now)', timeOption('--to'))
    .option(
      '--window <TIME>',
      'length of the window, unless you give --from and --to (default: 15m)',
      durationOption('--window'),
    )
    .option(
      '--baseline <TIME>',
      'compare with 30m, 2h, … before the window, or with FROM..TO',
      baselineOption,
    )
    .option('--where <CONDITION>', 'use only requests that meet this condition')
    .option(
      '--set <CONDITION>',
      'compare the requests that meet this condition with the others of the window',
    )
    .option('--lake <DIR>', 'folder of a lake, read by DuckDB')
    .option('--live', "read the records from the stack's stream instead of the lake")
    .option(
      '--sampling-rate <PERCENT>',
      'sampling rate of the log configuration; volumes are scaled by it',
      numberOption('--sampling-rate', { smallest: 1, largest: 100 }),
      100,
    )
    .option(
      '--max-gigabytes <N>',
      `stop Athena when it has scanned this much (default: ${defaultGigabytes})`,
      numberOption('--max-gigabytes', { smallest: 0.01, largest: 1_000_000 }),
    )
    .option('--json', 'print the explanation as JSON');
  addStreamOptions(addStackOption(command));
  return addHelp(addAwsOptions(command), help).action(async (options: ExplainOptions) => {
    rejectUnclear(command, options);
    const report = await withAwsSentences(options, () => explain(options, signal));
    print(report, options);
  });
}

function rejectUnclear(command: Command, options: ExplainOptions): void {
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

/** Explains the change with the records of the source in the options. */
async function explain(options: ExplainOptions, signal: AbortSignal): Promise<ExplanationReport> {
  try {
    if (options.lake !== undefined) return await ofFolder(options.lake, options, signal);
    if (options.live || options.stream !== undefined) return await ofStream(options, signal);
    return await ofStack(options, signal);
  } catch (error) {
    if (signal.aborted) throw new Error('stopped before the change was explained');
    throw error;
  }
}

function settingsOf(options: ExplainOptions, logged: readonly string[], newest: number): ExplainSettings {
  return {
    measure: measureNamed(options.metric),
    windows: explainWindows(options, newest),
    logged,
    where: options.where,
    set: options.set,
  };
}

function reportOf(explanation: Explanation, settings: ExplainSettings, options: ExplainOptions) {
  const { windows, set } = settings;
  return reportExplanation(explanation, questionOf(settings), windows, {
    scale: 100 / options.samplingRate,
    set,
  });
}

async function ofFolder(folder: string, options: ExplainOptions, signal: AbortSignal) {
  const lake = await DuckdbLake.open(folder, signal);
  try {
    const ask = (sql: string) => lake.rows(sql);
    const { fields, newest = lake.end } = readLakeFields((await ask(lakeFieldsSql))[0] ?? {});
    // The end of a window isn't part of the window.
    const settings = settingsOf(options, fields, newest + 1);
    return reportOf(await explainLake(ask, 'duckdb', settings), settings, options);
  } finally {
    lake.close();
  }
}

async function ofStack(options: ExplainOptions, signal: AbortSignal) {
  const clients = clientOptions(options);
  const names = await findPipeline(new CloudFormationClient(clients), options.stack);
  const layouts = await readKnownLayouts(useLakeFolders(new S3Client(clients)), names.lakeBucket);
  const settings = settingsOf(options, mergeFields(layouts.map(({ fields }) => fields)), systemClock.now());
  const budget = new ScanBudget((options.maxGigabytes ?? defaultGigabytes) * 1e9);
  const bar = new ProgressBar();
  const context = {
    calls: athenaCalls(new AthenaClient(clients), names),
    sleep: systemClock.sleep,
    signal,
    budget,
    onStatus: () => bar.update({ share: undefined, text: describeScannedBytes(budget.scannedBytes) }),
  };
  const ask = async (sql: string) => (await readAllRows(context, sql)).rows;
  try {
    return reportOf(await explainLake(ask, 'athena', settings), settings, options);
  } finally {
    bar.end();
    errors.line(describeScannedBytes(budget.scannedBytes));
  }
}

async function ofStream(options: ExplainOptions, signal: AbortSignal) {
  const source = await openStream(options);
  const logged = mergeFields(source.layouts.layouts.map(({ fields }) => fields));
  const settings = settingsOf(options, logged, systemClock.now());
  const bar = new ProgressBar();
  try {
    const explanation = await explainStream(source, settings, {
      clock: systemClock,
      signal,
      onProgress: (records) => bar.update({ share: undefined, text: `${withCommas(records)} records read` }),
      onFull: (records) =>
        errors.line(
          `Only the first ${withCommas(records)} records were read; use the lake, or a shorter window.`,
        ),
      onUnreadable: (records) => errors.line(describeUnreadable(records)),
    });
    return reportOf(explanation, settings, options);
  } finally {
    bar.end();
  }
}

function print(report: ExplanationReport, { json }: ExplainOptions): void {
  if (json) {
    output.line(plainJson(report));
    return;
  }
  const [change = '', ...sentences] = describeReport(report);
  output.lines([change, '', ...sentences]);
  if (report.findings.length > 0) output.lines(['', ...fitTable(explanationRows(report), output.lineWidth)]);
}
