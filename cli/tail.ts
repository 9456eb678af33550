import { Command } from 'commander';
import { mergeFields } from '../core/layouts/layout.ts';
import { fieldNamed } from '../core/records/recordReader.ts';
import { didYouMean } from '../core/suggestion.ts';
import { handleControlC } from '../terminal/controlC.ts';
import { addHelp } from '../terminal/helpText.ts';
import { errors, output } from '../terminal/printer.ts';
import { UsageError } from '../terminal/usageError.ts';
import { addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { addStackOption } from './pipeline/stackOption.ts';
import { systemClock } from './stream/clock.ts';
import type { StartingPoint } from './stream/shards.ts';
import {
  addStreamOptions,
  openStream,
  rejectUnclearStream,
  type StreamOptions,
} from './stream/streamOptions.ts';
import { TailOutput } from './tail/tailOutput.ts';
import { tailRecords } from './tail/tailRecords.ts';
import { TailStatus } from './tail/tailStatus.ts';
import { checkCondition, parseCondition, possibleFields } from './tail/where/parseCondition.ts';
import { durationOption } from './times.ts';

const help = `
Shows each request as it arrives in the stream: time (UTC), status, cache result, milliseconds, bytes, country, host,
and path. Sensitive text is redacted as in the lake. Press Ctrl-C to stop.

CONDITION compares fields: = != < <= > >=, ^= (starts with), *= (contains), joined by and, or, not, and parentheses. -
is an empty value. Put values with spaces in quotes. Use CloudFront's field names or the lake's column names.

For a stream without a lake, use --stream, and --layout with the fields of its records.

Examples:
  npx cfrl tail --where "sc-status>=500 and cs-uri-stem^=/api/"
  npx cfrl tail --since 5m --fields timestamp,c-ip,cs-user-agent --where "c-country=DE or c-country=AT"
  npx cfrl tail --json | jq .time_taken
`;

interface TailOptions extends StreamOptions {
  readonly where?: string;
  readonly fields?: string;
  readonly since?: number;
  readonly json?: true;
}

/** `cfrl tail`: shows requests as they arrive. */
export function tailCommand(signal: AbortSignal): Command {
  const command = new Command('tail')
    .description('Show requests as they arrive in the stream.')
    .option('--where <CONDITION>', 'show only requests that meet this condition')
    .option('--fields <LIST>', 'fields to show, separated by commas')
    .option(
      '--since <TIME>',
      'start with records that arrived in the last 30s, 5m, 2h, …',
      durationOption('--since'),
    )
    .option('--json', 'print each request as a line of JSON, like a row of the lake');
  addStreamOptions(addStackOption(command));
  return addHelp(addAwsOptions(command), help).action((options: TailOptions) => {
    rejectUnclearStream(command);
    if (options.where !== undefined) checkCondition(options.where);
    if (options.fields !== undefined) checkFields(options.fields);
    return withAwsSentences(options, () => runTail(options, signal));
  });
}

async function runTail(options: TailOptions, stop: AbortSignal): Promise<void> {
  const source = await openStream(options);
  const logged = mergeFields(source.layouts.layouts.map(({ fields }) => fields));
  const condition = options.where === undefined ? undefined : parseCondition(options.where, logged);
  const tailOutput = new TailOutput({
    output,
    errors,
    json: options.json ?? false,
    logged,
    chosen: options.fields === undefined ? undefined : chooseFields(options.fields, logged),
  });
  await tailOutput.begin();
  const status = new TailStatus();
  const keyboard = handleControlC();
  const signal = AbortSignal.any([stop, keyboard.signal]);
  await tailRecords({
    ...source,
    start: startOf(options),
    condition,
    format: (records, record) => tailOutput.format(records, record),
    write: async (lines) => {
      status.end();
      await tailOutput.write(lines, signal);
    },
    note: (text) => {
      status.end();
      tailOutput.note(text);
    },
    onCounts: (counts) => status.update(counts),
    clock: systemClock,
    signal,
  }).finally(() => {
    status.end();
    keyboard.release();
  });
}

function startOf({ since }: TailOptions): StartingPoint {
  return since === undefined ? 'latest' : { since: new Date(systemClock.now() - since) };
}

/** Checks the names of fields before the logged fields are known, like {@link checkCondition}. */
function checkFields(list: string): void {
  const names = possibleFields(list);
  for (const word of list.split(',').map((field) => field.trim())) {
    if (fieldNamed(word.toLowerCase(), names) === undefined)
      throw new UsageError(`--fields: expected names of fields, got '${word}'${didYouMean(word, names)}`);
  }
}

function chooseFields(list: string, logged: readonly string[]): string[] {
  return list.split(',').map((word) => {
    const field = fieldNamed(word.trim().toLowerCase(), logged);
    if (field !== undefined) return field;
    throw new UsageError(
      `--fields: expected fields that are logged (${logged.join(', ')}), got '${word.trim()}'${didYouMean(word, logged)}`,
    );
  });
}
