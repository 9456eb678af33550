import { Command } from 'commander';
import { describeReport } from '../core/insight/describeReport.ts';
import { measureNames } from '../core/insight/measures.ts';
import type { ExplanationReport } from '../core/insight/report.ts';
import { oneOf } from '../terminal/commandLine.ts';
import { addHelp } from '../terminal/helpText.ts';
import { plainJson } from '../terminal/plainText.ts';
import { output } from '../terminal/printer.ts';
import { fitTable } from '../terminal/textTable.ts';
import { addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { numberOption } from './estimate/numberOption.ts';
import { defaultGigabytes, type ExplainOptions, rejectUnclear } from './explain/explainOptions.ts';
import { explainFromSource } from './explain/explainSources.ts';
import { baselineOption } from './explain/explainWindows.ts';
import { explanationRows } from './explain/explanationRows.ts';
import { addStackOption } from './pipeline/stackOption.ts';
import { addStreamOptions } from './stream/streamOptions.ts';
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
    const report = await withAwsSentences(options, () => explainFromSource(options, signal));
    print(report, options);
  });
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
