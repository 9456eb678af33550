import { AthenaClient } from '@aws-sdk/client-athena';
import { Command } from 'commander';
import { hasForm } from '../core/fields/forms.ts';
import { didYouMean } from '../core/suggestion.ts';
import { addHelp } from '../terminal/helpText.ts';
import { plainJson } from '../terminal/plainText.ts';
import { errors, output } from '../terminal/printer.ts';
import { ProgressBar } from '../terminal/progressBar.ts';
import { UsageError } from '../terminal/usageError.ts';
import { athenaCalls } from './aws/athenaCalls.ts';
import { type AwsOptions, addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { clientOptions } from './aws/clientOptions.ts';
import { describeRequest } from './find/describeRequest.ts';
import { describeMiss, describeMissInFolder, describeScan } from './find/describeSearch.ts';
import { findRequest, type SearchOutcome } from './find/findRequest.ts';
import type { FoundRequest } from './find/foundRequest.ts';
import { searchedHours } from './find/searchedHours.ts';
import { searchFolder } from './find/searchFolder.ts';
import { rejectAwsOptions } from './optionRules.ts';
import { addStackOption, type StackOption } from './pipeline/stackOption.ts';
import { DuckdbLake } from './query/duckdbLake.ts';
import { jsonOfValues, withMalformedValues } from './records/jsonRow.ts';
import { systemClock } from './stream/clock.ts';
import { streamOfStack } from './stream/streamSource.ts';
import { timeOption } from './times.ts';

const help = `
REQUEST_ID is the x-amz-cf-id of a response, which is shown on error pages. Prints every logged field with its name, its
value, and its meaning. Athena searches one arrival hour after another, and stops at the first hour with the request: the
last 24 hours, newest first, or from 2 hours before --around to 6 hours after it. The last 5 minutes of the stream are
searched too. At the end, the command prints the amount of data that Athena scanned, which is billed.

With --lake, DuckDB searches the files that 'cfrl convert' or 'npm start' wrote: all of them, or the hours of --around.

Exit status 1 if nothing is found.

Examples:
  npx cfrl find --around 2026-11-20T13:05Z 6PfZe0cc_AjXUjFuGnL9pGOmFdUx8xR8ZU8nr44JYJWi-DaeJjcxkw==
  npx cfrl find --lake lake 6PfZe0cc_AjXUjFuGnL9pGOmFdUx8xR8ZU8nr44JYJWi-DaeJjcxkw==
`;

/** Maximum number of characters of a request ID. Usually, an ID has 56. */
const longestId = 128;

/** Milliseconds by which a given time may be in the future, because clocks differ. */
const clockDifference = 3_600_000;

interface FindOptions extends AwsOptions, StackOption {
  readonly around?: number;
  readonly lake?: string;
  readonly json?: true;
}

/** `cfrl find`: finds the record of one request. */
export function findCommand(signal: AbortSignal): Command {
  const command = new Command('find')
    .description('Find the record of one request.')
    .argument('<REQUEST_ID>', 'x-amz-cf-id of the response')
    .option(
      '--around <TIME>',
      'approximate time of the request, UTC: 2026-11-20T13:05',
      timeOption('--around'),
    )
    .option('--lake <DIR>', 'folder of a lake, read by DuckDB instead of Athena')
    .option('--json', 'print the record as a line of JSON, like a row of the lake')
    // A request ID can start with a hyphen.
    .allowUnknownOption()
    .allowExcessArguments();
  addStackOption(command);
  return addHelp(addAwsOptions(command), help).action((requestId: string, options: FindOptions) => {
    rejectMoreArguments(command);
    rejectAwsOptions(command, '--lake');
    return withAwsSentences(options, () => runFind(requestId, options, signal));
  });
}

function rejectMoreArguments({ args, options }: Command): void {
  if (args.length === 1) return;
  const unknown = args.find((arg) => arg.startsWith('-') && !hasForm('requestId', arg));
  if (unknown === undefined) throw new UsageError(`expected one REQUEST_ID, got ${args.length}`);
  const known = options.flatMap(({ long }) => long ?? []);
  const suggestion = didYouMean(unknown, known);
  const see = suggestion === '' ? '; see' : `${suggestion} See`;
  throw new UsageError(`unknown option '${unknown}'${see} 'cfrl find --help'`);
}

async function runFind(requestId: string, options: FindOptions, signal: AbortSignal): Promise<void> {
  if (!hasForm('requestId', requestId) || requestId.length > longestId) {
    throw new UsageError(
      `expected a REQUEST_ID of 16 to ${longestId} letters, digits, -, and _, usually ending in ==, got '${requestId}'`,
    );
  }
  const { around } = options;
  if (around !== undefined && around > systemClock.now() + clockDifference) {
    throw new UsageError(
      `--around: expected a time in the past (UTC if it has no time zone), got ${new Date(around).toISOString()}`,
    );
  }
  if (options.lake !== undefined) {
    print(await searchIn(options.lake, requestId, around, signal), options);
    return;
  }
  const outcome = await search(requestId, options, signal);
  if (outcome.request === undefined) throw new Error(describeMiss(requestId, outcome));
  print(outcome.request, options);
  if (options.json) errors.line(describeScan(outcome));
  else output.lines(['', describeScan(outcome)]);
}

/** @throws Error if the request isn't in the folder */
async function searchIn(
  folder: string,
  requestId: string,
  around: number | undefined,
  signal: AbortSignal,
): Promise<FoundRequest> {
  const hours = around === undefined ? undefined : searchedHours(systemClock.now(), around);
  const lake = await DuckdbLake.open(folder, signal);
  try {
    const request = await searchFolder(lake, { requestId, hours });
    if (request === undefined) throw new Error(describeMissInFolder(requestId, hours));
    return request;
  } catch (error) {
    if (signal.aborted) throw new Error('stopped before the request was found');
    throw error;
  } finally {
    lake.close();
  }
}

async function search(requestId: string, options: FindOptions, signal: AbortSignal): Promise<SearchOutcome> {
  const pipeline = await streamOfStack(options, options.stack);
  const bar = new ProgressBar();
  try {
    return await findRequest({
      pipeline,
      athena: athenaCalls(new AthenaClient(clientOptions(options)), pipeline.names),
      requestId,
      around: options.around,
      clock: systemClock,
      signal,
      onProgress: (lake, hours) =>
        bar.update({ share: lake.hours / hours, text: `${lake.hours} of ${hours} hours searched` }),
    });
  } catch (error) {
    if (signal.aborted) throw new Error('stopped before the request was found');
    throw error;
  } finally {
    bar.end();
  }
}

function print(request: FoundRequest, { json }: FindOptions): void {
  if (json) {
    output.line(plainJson(withMalformedValues(jsonOfValues(request.values), request.malformedValues)));
    return;
  }
  const { paint, lineWidth } = output;
  output.lines(describeRequest(request, { paint, lineWidth }));
}
