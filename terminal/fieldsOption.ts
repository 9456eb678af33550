import { readFileSync, type Stats, statSync } from 'node:fs';
import { checkUnknownFields } from '../core/lake/unknownFields.ts';
import { parseFieldList } from '../core/layouts/fieldList.ts';
import { type ConfiguredField, expectedLayouts, type Layout } from '../core/layouts/layout.ts';
import { fieldsOfLogConfiguration } from '../core/layouts/logConfigurationText.ts';
import { errorReason, errorSentence } from './errorSentence.ts';
import { decodeText } from './textEncoding.ts';
import { UsageError } from './usageError.ts';

/** Maximum size of a file with a list of fields, in bytes. All known fields take about 1,100. */
const largestFile = 64 * 1024;

/**
 * Reads the layouts of an option `--fields LIST|FILE`. If a file with this name exists, it contains the field names; otherwise, the value is a list of names. Both can also be the output of `aws cloudfront get-realtime-log-config`. The order doesn't matter; see `expectedLayouts`.
 *
 * @param option name of the option
 * @throws UsageError if the file can't be read, or a name is unknown, repeated, or without a position
 */
export function readFieldsOption(value: string, option = '--fields'): readonly Layout[] {
  const text = readText(value, option);
  const fields = parseFieldList(fieldsOfLogConfiguration(text) ?? text);
  rejectOtherText(fields, option);
  try {
    checkUnknownFields(fields);
    return expectedLayouts(fields);
  } catch (error) {
    throw new UsageError(`${option}: ${errorSentence(error)}`);
  }
}

function readText(value: string, option: string): string {
  const file = findFile(value);
  if (file === undefined) {
    if (!/[./\\]/.test(value) || /^\s*[[{]/.test(value)) return value;
    throw new UsageError(
      `${option}: expected a list of fields or a file with a list, but the file '${value}' does not exist`,
    );
  }
  if (file.isDirectory()) throw new UsageError(`${option}: expected a file, got the directory '${value}'`);
  if (file.size > largestFile) {
    throw new UsageError(
      `${option}: expected a file of field names, got '${value}', which has ${file.size.toLocaleString('en-US')} bytes`,
    );
  }
  try {
    return decodeText(readFileSync(value));
  } catch (error) {
    throw new UsageError(
      `${option}: expected a file that can be read, got '${value}': ${errorReason(error)}`,
    );
  }
}

function findFile(value: string): Stats | undefined {
  try {
    return statSync(value, { throwIfNoEntry: false });
  } catch {
    // A text that the system rejects as a path, such as a list of more than 255 bytes, is not a file.
    return undefined;
  }
}

/** Rejects other kinds of files, so that their content doesn't appear in a message. */
function rejectOtherText(fields: readonly ConfiguredField[], option: string): void {
  const other = fields.find((field) => typeof field === 'string' && !/^[\w:=-]{1,100}$/.test(field));
  if (other === undefined) return;
  throw new UsageError(`${option}: expected field names, got ${JSON.stringify(String(other).slice(0, 40))}`);
}
