import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { type Compression, compressions } from '../core/parquet/compression.ts';
import { oneOf } from '../terminal/commandLine.ts';
import { readFieldsOption } from '../terminal/fieldsOption.ts';
import { addHelp } from '../terminal/helpText.ts';
import { plainJson } from '../terminal/plainText.ts';
import { output } from '../terminal/printer.ts';
import { ProgressBar } from '../terminal/progressBar.ts';
import { UsageError } from '../terminal/usageError.ts';
import { convertFiles } from './convert/convertFiles.ts';
import { describeConversion } from './convert/describeConversion.ts';
import {
  addSensitivityOptions,
  readSensitivityOptions,
  type SensitivityOptions,
} from './sensitivityOptions.ts';

const help = `
A file is a capture in any form: lines of records, the output of 'aws kinesis get-records', lines of base64, or an
object of a Firehose stream; UTF-8 or UTF-16; plain, gzip, or Zstandard. A folder means the files in it; - means
standard input.

--fields takes a list in any order, a file, or the output of 'aws cloudfront get-realtime-log-config'. If a field isn't
in this program's catalog, add its position: x-new-field:after=asn.

Records are stored in the partition of their timestamp's hour. A record without a timestamp is stored with the record
before it. If no record has one, the time of the file's last change is used.

--json prints {"records":…,"written":…,"quarantined":…,"malformedValues":…,"blankLines":…,"files":[…]}: every record
is either written as a row or quarantined with the reason.

Example:
  npx cfrl convert --fields examples/website-20-fields.fields.txt --out lake examples/website-20-fields.tsv.gz
`;

interface ConvertOptions extends SensitivityOptions {
  readonly fields?: string;
  readonly out?: string;
  readonly compression: Compression;
  readonly json?: true;
  readonly threads: number;
}

/** `cfrl convert`: converts records in files to the Parquet and quarantine files of a lake. */
export function convertCommand(signal: AbortSignal): Command {
  const command = new Command('convert')
    .description('Convert records in files to the Parquet files of the lake.')
    .argument('<file...>', 'files or folders with captured records')
    .option('--fields <LIST|FILE>', 'fields of the records, or a file that lists them (required)')
    .option('--out <DIR>', 'folder for raw/ and quarantine/ (required)')
    .option('--json', 'print the result as JSON')
    .addOption(
      new Option('--threads <N>', 'threads that convert and compress')
        .argParser(readThreads)
        .default(availableParallelism(), 'one for each core'),
    )
    .option(
      '--compression <CODEC>',
      'compression of the Parquet files: zstd or gzip',
      oneOf('--compression', compressions),
      'zstd',
    );
  return addHelp(addSensitivityOptions(command), help).action(
    (files: readonly string[], options: ConvertOptions) => runConvert(files, options, signal),
  );
}

function readThreads(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new UsageError(`--threads: expected a whole number from 1 to 999, got '${text}'`);
}

async function runConvert(
  files: readonly string[],
  options: ConvertOptions,
  signal: AbortSignal,
): Promise<void> {
  const { fields, out, compression } = options;
  if (fields === undefined)
    throw new UsageError('--fields: expected a list of fields, or a file that lists them, got none');
  if (!out) throw new UsageError('--out: expected a folder, got none');
  const bar = new ProgressBar();
  const report = await convertFiles({
    files,
    out,
    layouts: readFieldsOption(fields),
    policy: readSensitivityOptions(options),
    compression,
    threads: options.threads,
    signal,
    onProgress: (progress) => bar.update(progress),
  }).finally(() => bar.end());
  output.lines(options.json ? [plainJson(report)] : describeConversion(report, out));
}
