import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import {
  addressHandlings,
  defaultSensitivityPolicy,
  type SensitivityPolicy,
  textHandlings,
} from '../core/sensitivity/policy.ts';
import { oneOf } from '../terminal/commandLine.ts';
import { errorReason } from '../terminal/errorSentence.ts';
import { UsageError } from '../terminal/usageError.ts';

/** Options for sensitive text, as commander reads them. */
export interface SensitivityOptions extends Omit<SensitivityPolicy, 'hashKey'> {
  /** File with the hash key. */
  readonly hashKeyFile?: string;
}

const textOptions = {
  cookies: 'cookies',
  headers: 'values of headers whose names suggest a secret',
  urls: 'values of parameters whose names suggest a secret, passwords, tokens',
  custom: 'all text that CloudFront Functions log',
} as const;

/**
 * Adds `--addresses`, `--cookies`, `--headers`, `--urls`, `--custom`, `--redact-names`, `--keep-names` and
 * `--hash-key-file` to a command.
 */
export function addSensitivityOptions(command: Command): Command {
  command.option(
    '--addresses <WORD>',
    `viewers' addresses: ${addressHandlings.join(', ')}`,
    oneOf('--addresses', addressHandlings),
    defaultSensitivityPolicy.addresses,
  );
  for (const [name, what] of Object.entries(textOptions)) {
    command.option(
      `--${name} <WORD>`,
      `${what}: ${textHandlings.join(', ')}`,
      oneOf(`--${name}`, textHandlings),
      defaultSensitivityPolicy[name as keyof typeof textOptions],
    );
  }
  return command
    .option(
      '--redact-names <NAMES>',
      'further names with secret values, separated by commas',
      listOfNames('--redact-names'),
    )
    .option('--keep-names <NAMES>', 'names whose values are not secret', listOfNames('--keep-names'))
    .option('--hash-key-file <FILE>', 'file with the hash key');
}

/**
 * Returns how sensitive text is handled, from a command's options.
 *
 * @throws UsageError if the key is missing or not needed, or if its file can't be read
 */
export function readSensitivityOptions(options: SensitivityOptions): SensitivityPolicy {
  const { addresses, cookies, headers, urls, custom, redactNames, keepNames, hashKeyFile } = options;
  const handlings = { addresses, cookies, headers, urls, custom };
  const both = redactNames?.find((name) => keepNames?.includes(name));
  if (both !== undefined) {
    throw new UsageError(`--keep-names: expected names that aren't in --redact-names, got '${both}' in both`);
  }
  const names = { ...(redactNames && { redactNames }), ...(keepNames && { keepNames }) };
  const hashes = Object.values(handlings).includes('hash');
  if (hashes && hashKeyFile === undefined) {
    throw new UsageError(
      "--hash-key-file: expected a file with the key, because an option is 'hash', got none",
    );
  }
  if (!hashes && hashKeyFile !== undefined) {
    throw new UsageError(
      "--hash-key-file: expected an option that is 'hash', such as --addresses hash, got none",
    );
  }
  return { ...handlings, ...names, ...(hashKeyFile !== undefined && { hashKey: readKey(hashKeyFile) }) };
}

/** Returns a parser for an option that is a list of names. */
function listOfNames(option: string): (value: string) => string[] {
  return (value) => {
    const names = value.split(',').map((name) => name.trim());
    if (names.every((name) => /[A-Za-z0-9]/.test(name))) return names;
    throw new UsageError(`${option}: expected names separated by commas, got '${value}'`);
  };
}

/** Reads a key. The line end that editors add is removed. */
function readKey(file: string): string {
  let key: string;
  try {
    key = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new UsageError(
      `--hash-key-file: expected a file that can be read, got '${file}': ${errorReason(error)}`,
    );
  }
  if (key === '') throw new UsageError(`--hash-key-file: expected a key in '${file}', got an empty file`);
  return key;
}
