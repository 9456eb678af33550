import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { Command } from 'commander';
import { type QueryWindow, withWindow } from '../core/lake/queries/savedQuery.ts';
import { savedQueries } from '../core/lake/queries.ts';
import { wholeNumber } from '../terminal/commandLine.ts';
import { addHelp } from '../terminal/helpText.ts';
import { errors, output } from '../terminal/printer.ts';
import { ProgressBar } from '../terminal/progressBar.ts';
import { UsageError } from '../terminal/usageError.ts';
import { athenaCalls } from './aws/athenaCalls.ts';
import { type AwsOptions, addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { clientOptions } from './aws/clientOptions.ts';
import { numberOption } from './estimate/numberOption.ts';
import { givenOptions, rejectAwsOptions, rejectTogether } from './optionRules.ts';
import { findPipeline } from './pipeline/findPipeline.ts';
import { addStackOption, type StackOption } from './pipeline/stackOption.ts';
import { type AnswerFormat, answerLines, tableRows } from './query/answerLines.ts';
import { athenaContext, describeScannedBytes, queryAthena } from './query/athenaLake.ts';
import { DuckdbLake } from './query/duckdbLake.ts';
import type { QueryAnswer } from './query/queryAnswer.ts';
import { type QueryText, readQuery } from './query/querySql.ts';
import { systemClock } from './stream/clock.ts';
import { timeOption } from './times.ts';

const help = `
QUERY is the name of a saved query, or SQL over the table 'requests'. Without QUERY, the saved queries are listed.

With --lake, DuckDB reads the files that 'cfrl convert' or 'npm start' wrote. Otherwise Athena runs the query in the
workgroup of the stack, and the scanned data is billed; --max-gigabytes stops a query that scans more.

On a terminal, a table shortens long texts to fit the line. If it has too many columns, each row is printed as a list.
--json, --csv, and pipes get whole values.

A saved query reads the hours before now; its description has their number. --hours changes the number of hours, and
--until the end. With --lake, the end is the newest hour with files.

Examples:
  npx cfrl query
  npx cfrl query top_talkers --lake lake
  npx cfrl query "SELECT sc_status, count(*) AS requests FROM requests GROUP BY 1 ORDER BY 2 DESC" --lake lake
  npx cfrl query status_by_behavior --hours 1 --csv
`;

interface QueryOptions extends AwsOptions, StackOption {
  readonly lake?: string;
  readonly hours?: number;
  readonly until?: number;
  readonly rows?: number;
  readonly maxGigabytes?: number;
  readonly json?: true;
  readonly csv?: true;
}

/** `cfrl query`: runs a saved query, or SQL, over the lake of a stack or in a folder. */
export function queryCommand(signal: AbortSignal): Command {
  const command = new Command('query')
    .description('Query the lake: a saved query, or SQL.')
    .argument('[QUERY]', 'a saved query, or SQL')
    .option('--lake <DIR>', 'folder of a lake, read by DuckDB instead of Athena')
    .option('--hours <N>', 'number of hours that a saved query reads', wholeNumber('--hours', 1, 8_784))
    .option('--until <TIME>', 'end of the hours that a saved query reads, UTC', timeOption('--until'))
    .option(
      '--rows <N>',
      `number of rows to print (default: ${tableRows} in a table, all otherwise)`,
      wholeNumber('--rows', 1, 1e9),
    )
    .option(
      '--max-gigabytes <N>',
      'stop Athena when it has scanned this much',
      numberOption('--max-gigabytes', { smallest: 0.01, largest: 1_000_000 }),
    )
    .option('--json', 'print each row as a line of JSON')
    .option('--csv', 'print CSV that is safe to open in a spreadsheet');
  addStackOption(command);
  return addHelp(addAwsOptions(command), help).action(
    (argument: string | undefined, options: QueryOptions) => {
      rejectUnclear(command, argument);
      if (argument === undefined) return listQueries();
      const query = readQuery(argument);
      rejectWindowOfSql(query, options);
      return withAwsSentences(options, () => runQueryCommand(query, options, signal));
    },
  );
}

function rejectUnclear(command: Command, argument: string | undefined): void {
  const [given] = givenOptions(
    command,
    command.options.flatMap(({ long }) => long ?? []),
  );
  if (argument === undefined && given !== undefined)
    throw new UsageError(`${given}: expected QUERY too, got no QUERY; 'cfrl query' lists the saved queries`);
  rejectTogether(command, '--csv', ['--json']);
  rejectAwsOptions(command, '--lake');
  rejectTogether(command, '--lake', ['--max-gigabytes']);
}

function rejectWindowOfSql({ saved }: QueryText, { hours, until }: QueryOptions): void {
  if (saved !== undefined || (hours === undefined && until === undefined)) return;
  const option = hours === undefined ? '--until' : '--hours';
  throw new UsageError(`${option}: expected a saved query, got SQL; write the time into the SQL`);
}

function listQueries(): void {
  output.lines(
    savedQueries.flatMap(({ name, description }) => [output.paint('bold', name), `  ${description}`]),
  );
}

async function runQueryCommand(query: QueryText, options: QueryOptions, signal: AbortSignal): Promise<void> {
  const format: AnswerFormat = options.json ? 'json' : options.csv ? 'csv' : 'table';
  const maxRows = options.rows ?? (format === 'table' ? tableRows : Number.POSITIVE_INFINITY);
  const print = async (answer: QueryAnswer) => {
    for await (const lines of answerLines(answer, format, maxRows, output.lineWidth))
      await output.linesWithBackpressure(lines, signal);
  };
  try {
    if (options.lake === undefined) await queryStack(query, options, signal, print);
    else await queryFolder(options.lake, query, options, signal, print);
  } catch (error) {
    if (signal.aborted) throw new Error('stopped before the query ended');
    throw error;
  }
}

type Print = (answer: QueryAnswer) => Promise<void>;

async function queryFolder(
  folder: string,
  query: QueryText,
  { hours, until }: QueryOptions,
  signal: AbortSignal,
  print: Print,
): Promise<void> {
  const lake = await DuckdbLake.open(folder, signal);
  try {
    const window = { hours, until: until ?? Math.min(lake.end, systemClock.now()) };
    await print(await lake.query(textOf(query, window)));
  } finally {
    lake.close();
  }
}

async function queryStack(
  query: QueryText,
  options: QueryOptions,
  signal: AbortSignal,
  print: Print,
): Promise<void> {
  const clients = clientOptions(options);
  const names = await findPipeline(new CloudFormationClient(clients), options.stack);
  const bar = new ProgressBar();
  const calls = athenaCalls(new AthenaClient(clients), names);
  const context = athenaContext(calls, options.maxGigabytes, bar, signal);
  const { budget } = context;
  try {
    const answer = await queryAthena(context, textOf(query, options)).finally(() => bar.end());
    await print(answer);
  } finally {
    if (budget.scannedBytes > 0) errors.line(describeScannedBytes(budget.scannedBytes));
  }
}

function textOf({ sql, saved }: QueryText, window: QueryWindow): string {
  return saved === undefined ? sql : withWindow(sql, window);
}
