import type { Command } from 'commander';
import { UsageError } from '../../terminal/usageError.ts';
import type { AwsOptions } from '../aws/awsOptions.ts';
import { rejectTogether, requireWith } from '../optionRules.ts';
import type { StackOption } from '../pipeline/stackOption.ts';
import { type StreamSource, streamByName, streamOfStack } from './streamSource.ts';

/** Options of commands that read a stream, as commander reads them. */
export interface StreamOptions extends AwsOptions, StackOption {
  /** Name of a stream without a stack. */
  readonly stream?: string;
  /** Fields of the records of `stream`, or a file that lists them. */
  readonly layout?: string;
}

/** Adds `--stream` and `--layout` to a command that reads a stream. */
export function addStreamOptions(command: Command): Command {
  return command
    .option(
      '--stream <NAME>',
      'read this stream, whose records have the fields of --layout',
      streamOption('--stream'),
    )
    .option('--layout <LIST|FILE>', "fields of the stream's records, or a file that lists them");
}

/**
 * Returns a parser for an option that is the name of a stream (Kinesis API reference, 'CreateStream', November 2026).
 *
 * @throws UsageError if the value can't be the name of a stream
 */
export function streamOption(option: string): (value: string) => string {
  return (value) => {
    if (/^[a-zA-Z0-9_.-]{1,128}$/.test(value)) return value;
    throw new UsageError(`${option}: expected the name of a stream, got '${value}'`);
  };
}

/** @throws UsageError if only one of the options is given, or a stack too */
export function rejectUnclearStream(command: Command): void {
  requireWith(command, '--stream', ['--layout']);
  requireWith(command, '--layout', ['--stream']);
  rejectTogether(command, '--stream', ['--stack']);
}

/**
 * Returns the stream of the options: the one of the stack if none is named.
 *
 * @throws UsageError if the stack doesn't exist, or the fields can't be read
 */
export async function openStream(options: StreamOptions): Promise<StreamSource> {
  const { stream, layout, stack } = options;
  if (stream === undefined || layout === undefined) return streamOfStack(options, stack);
  return streamByName(options, stream, layout);
}

/** Describes records that a command couldn't read. */
export function describeUnreadable(records: number): string {
  const one = records === 1;
  return `${records.toLocaleString('en-US')} ${one ? 'record is' : 'records are'} not counted, because ${one ? 'it matches' : 'they match'} no known layout`;
}
