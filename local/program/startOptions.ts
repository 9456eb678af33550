import { existsSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { readCapture } from '../../captures/readCapture.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { resolveMetricExport } from '../../core/otlp/metricExport.ts';
import { didYouMean } from '../../core/suggestion.ts';
import { oneOf, wholeNumber } from '../../terminal/commandLine.ts';
import { errorReason } from '../../terminal/errorSentence.ts';
import { readFieldsOption } from '../../terminal/fieldsOption.ts';
import { makeFolder } from '../../terminal/makeFolder.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { addDestinationOptions, type DestinationOptions } from './destinationOptions.ts';
import type { Trouble } from './trouble/trouble.ts';
import { troubles } from './trouble/troubles.ts';

const exampleFile = resolve(import.meta.dirname, '../../examples/website-46-fields.tsv.gz');

/** Options of `npm start`. */
export interface StartOptions extends DestinationOptions {
  readonly records: string;
  readonly fields?: string;
  readonly rate?: number;
  readonly shards: number;
  readonly keep?: string;
  readonly watch?: boolean;
  readonly otlp?: string;
  readonly otlpTemporality: 'delta' | 'cumulative';
  readonly open: boolean;
  readonly asRecorded?: true;
  readonly stay?: true;
  readonly trouble?: readonly Trouble[];
}

/** Defines the command line of `npm start`. */
export function startCommand(run: (options: StartOptions) => Promise<void>): Command {
  return addDestinationOptions(new Command('npm start --'))
    .description(
      'Runs the whole pipeline on this machine, sends log records through it, and prints the results.',
    )
    .addOption(
      new Option(
        '--records <file>',
        'records to send: a capture in any format, a folder, or - for standard input',
      ).default(exampleFile, 'the example website-46-fields'),
    )
    .option(
      '--fields <list|file>',
      "the records' fields, in any order (default: the file NAME.fields.txt next to NAME.tsv or NAME.tsv.gz)",
    )
    .option(
      '--rate <n>',
      'records per second (default: as many as the shards accept; 100 with --watch)',
      wholeNumber('--rate', 1, 1_000_000),
    )
    .option(
      '--shards <n>',
      "number of shards, each with a real shard's limits",
      wholeNumber('--shards', 1, 50),
      4,
    )
    .option('--keep <dir>', "empty folder for the lake's files (default: a new temporary folder)")
    .option('--otlp <url>', 'OTLP endpoint that also receives the metrics', readOtlpEndpoint)
    .option(
      '--otlp-temporality <word>',
      'delta, or cumulative for backends such as Prometheus that accept only that',
      oneOf('--otlp-temporality', ['delta', 'cumulative']),
      'delta',
    )
    .option('--watch', 'send the records endlessly, and watch them arrive in the browser')
    .option('--no-open', "with --watch: print the URL of the page, and don't open it")
    .option('--as-recorded', 'keep the timestamps of the records (default: move the latest one to now)')
    .option('--trouble <NAMES>', 'problems to cause, separated by commas; see below', readTroubles)
    .option('--stay', 'keep running after all records are processed, until Ctrl-C')
    .addHelpText(
      'after',
      `
Examples:
  npm start -- --records examples/video-62-fields.tsv.gz --rate 500 --shards 2 --keep lake
  npm start -- --watch --rate 200
  npm start -- --destination http://127.0.0.1:9200 --via both

Troubles:
${troubles.map(({ name, description }) => `  ${name.padEnd(18)} ${description}`).join('\n')}

With --rate or --stay, the first lines print an endpoint that emulates Kinesis, S3, CloudWatch, CloudFormation, Lambda,
CloudFront, IAM, KMS, and Athena. With it, every command of cfrl works with this pipeline.

To use another emulator or AWS itself, set AWS_ENDPOINT_URL_KINESIS, AWS_ENDPOINT_URL_S3, and
AWS_ENDPOINT_URL_CLOUDWATCH (with IP addresses), and LAKE_BUCKET to the name of the bucket.`,
    )
    .action(run);
}

/** Returns the consumer's environment variables in addition to those that the local pipeline sets. */
export function consumerVariables({ otlp, otlpTemporality }: StartOptions): Record<string, string> {
  if (otlp === undefined) return {};
  return { METRIC_EXPORT: JSON.stringify({ endpoint: otlp, temporality: otlpTemporality }) };
}

function readOtlpEndpoint(value: string): string {
  const resolved = resolveMetricExport({ endpoint: value });
  if (typeof resolved === 'string') throw new UsageError(`--otlp: ${resolved.replace(/^endpoint: /, '')}`);
  return value;
}

/** @throws UsageError if a name is unknown */
function readTroubles(value: string): readonly Trouble[] {
  return value.split(',').map((name) => {
    const trouble = troubles.find((candidate) => candidate.name === name.trim());
    if (trouble !== undefined) return trouble;
    const names = troubles.map((candidate) => candidate.name);
    throw new UsageError(
      `--trouble: expected names from ${names.join(', ')}, got '${name.trim()}'${didYouMean(name, names)}`,
    );
  });
}

/** Records with the layouts to read them. */
export interface Records {
  readonly lines: readonly string[];
  /** Possible layouts, the likeliest first. */
  readonly layouts: readonly Layout[];
  /** The list of their fields, or the file that contains it. */
  readonly fields: string;
  /** Number of blank lines, which were left out. */
  readonly blankLines: number;
}

/**
 * Reads the records of the options and their fields.
 *
 * @throws UsageError if a file can't be read, or if the fields don't match the records
 */
export async function readRecords(
  { records: file, fields: given }: StartOptions,
  signal: AbortSignal,
): Promise<Records> {
  const fields = given ?? fieldsFileOf(file);
  const layouts = readFieldsOption(fields);
  const { records: lines, blankLines } = await readCapture(file, layouts, signal);
  if (lines.length === 0)
    throw new UsageError(`--records: expected at least one record, got none in '${file}'`);
  return { lines, layouts, fields, blankLines };
}

/** Returns the lake's folder: the given one, which must be empty, or a new temporary one. */
export function prepareFolder(keep: string | undefined): string {
  if (keep === undefined) return mkdtempSync(join(tmpdir(), 'realtime-logs-'));
  try {
    makeFolder(keep);
    if (readdirSync(keep).length === 0) return resolve(keep);
  } catch (error) {
    throw new UsageError(`--keep: cannot create the folder '${keep}': ${errorReason(error)}`);
  }
  throw new UsageError(`--keep: expected an empty folder, but '${keep}' contains files; use another folder`);
}

function fieldsFileOf(file: string): string {
  const isFolder = statSync(file, { throwIfNoEntry: false })?.isDirectory();
  const fieldsFile = isFolder
    ? join(file, 'fields.txt')
    : `${file.replace(/\.(gz|zst)$/, '').replace(/\.[^./\\]+$/, '')}.fields.txt`;
  if (existsSync(fieldsFile)) return fieldsFile;
  if (file !== '-' && !existsSync(file)) {
    throw new UsageError(`--records: expected a file or a folder of records, but '${file}' does not exist`);
  }
  throw new UsageError(
    `--fields: set the fields of '${file}', because the file '${fieldsFile}' does not exist`,
  );
}
