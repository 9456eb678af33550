import { Command } from 'commander';
import type { Compression } from '../core/parquet/compression.ts';
import { oneOf } from '../terminal/commandLine.ts';
import { readFieldsOption } from '../terminal/fieldsOption.ts';
import { plainJson } from '../terminal/plainText.ts';
import { output } from '../terminal/printer.ts';
import { ProgressBar } from '../terminal/progressBar.ts';
import { UsageError } from '../terminal/usageError.ts';
import { convertFiles } from './convert/convertFiles.ts';
import {
  addSensitivityOptions,
  readSensitivityOptions,
  type SensitivityOptions,
} from './sensitivityOptions.ts';

const compressions: readonly Compression[] = ['zstd', 'gzip'];

const help = `
FILE has one record a line, and may be compressed by gzip; - is standard input. Fields may be listed in
any order. A record lies in the partition of its own timestamp's hour; one whose timestamp cannot be
read, in that of the record before it, and without any timestamp in that of the file's last change.
A field that this program does not know yet is given with its place: x-new-field:after=asn.

Prints {"records":…,"written":…,"quarantined":…,"malformedValues":…,"files":[…]}: records are the lines
read, each of them either written as a row or quarantined with the reason.

Example:
  npx cfrl convert --fields examples/website-20-fields.fields.txt --out lake examples/website-20-fields.tsv.gz
`;

interface ConvertOptions extends SensitivityOptions {
  readonly fields?: string;
  readonly out?: string;
  readonly compression: Compression;
}

/** `cfrl convert`: records from files into the Parquet and quarantine files of a lake. */
export function convertCommand(signal: AbortSignal): Command {
  const command = new Command('convert')
    .description('Convert records in files to the Parquet files of the lake.')
    .argument('<file...>', 'files of records')
    .option('--fields <LIST|FILE>', 'fields of the records, or a file that lists them (required)')
    .option('--out <DIR>', 'folder that gets raw/ and quarantine/ (required)')
    .option(
      '--compression <CODEC>',
      'of the Parquet files: zstd or gzip',
      oneOf('--compression', compressions),
      'zstd',
    );
  return addSensitivityOptions(command)
    .addHelpText('after', help)
    .action((files: readonly string[], options: ConvertOptions) => runConvert(files, options, signal));
}

async function runConvert(
  files: readonly string[],
  options: ConvertOptions,
  signal: AbortSignal,
): Promise<void> {
  const { fields, out, compression } = options;
  if (fields === undefined)
    throw new UsageError('--fields: expected a list of fields or a file of them, got none');
  if (!out) throw new UsageError('--out: expected a folder for the files, got none');
  const bar = new ProgressBar();
  const report = await convertFiles({
    files,
    out,
    layouts: readFieldsOption(fields),
    policy: readSensitivityOptions(options),
    compression,
    signal,
    onProgress: (progress) => bar.update(progress),
  }).finally(() => bar.end());
  output.line(plainJson(report));
}
