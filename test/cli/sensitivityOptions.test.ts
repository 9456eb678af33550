import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { addSensitivityOptions, readSensitivityOptions } from '../../cli/sensitivityOptions.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const keyFile = join(folder, 'key');
writeFileSync(keyFile, 'a key of its own \n');
const emptyFile = join(folder, 'empty');
writeFileSync(emptyFile, '\n');

function policyOf(...args: string[]) {
  const command = addSensitivityOptions(new Command());
  command.parse(args, { from: 'user' });
  return readSensitivityOptions(command.opts());
}

describe('options of sensitive text', () => {
  it('default to the defaults of the deployment', () => {
    expect(policyOf()).toEqual(defaultSensitivityPolicy);
  });

  it('are read for each kind, with the key as a line in its file', () => {
    const given = ['--addresses', 'truncate', '--cookies', 'hash', '--headers', 'keep', '--urls', 'hash'];
    expect(policyOf(...given, '--custom', 'drop', '--hash-key-file', keyFile)).toEqual({
      addresses: 'truncate',
      cookies: 'hash',
      headers: 'keep',
      urls: 'hash',
      custom: 'drop',
      hashKey: 'a key of its own ',
    });
  });

  it('accept further names, separated by commas', () => {
    expect(policyOf('--redact-names', 'ssn, X-Tenant', '--keep-names', 'sort_token')).toEqual({
      ...defaultSensitivityPolicy,
      redactNames: ['ssn', 'X-Tenant'],
      keepNames: ['sort_token'],
    });
  });

  it.each([
    [['--redact-names', 'a,,b'], "--redact-names: expected names separated by commas, got 'a,,b'"],
    [
      ['--redact-names', 'a,b', '--keep-names', 'b'],
      "--keep-names: expected names that aren't in --redact-names, got 'b' in both",
    ],
    [['--addresses', 'mask'], "--addresses: expected keep, drop, truncate, or hash, got 'mask'"],
    [['--cookies', 'truncate'], "--cookies: expected keep, drop, or hash, got 'truncate'"],
    [
      ['--urls', 'hash'],
      "--hash-key-file: expected a file with the key, because an option is 'hash', got none",
    ],
    [
      ['--hash-key-file', keyFile],
      "--hash-key-file: expected an option that is 'hash', such as --addresses hash, got none",
    ],
    [
      ['--urls', 'hash', '--hash-key-file', 'absent'],
      "--hash-key-file: expected a file that can be read, got 'absent': no such file or directory",
    ],
    [
      ['--urls', 'hash', '--hash-key-file', emptyFile],
      `--hash-key-file: expected a key in '${emptyFile}', got an empty file`,
    ],
  ])('are rejected in one sentence: %j', (args, message) => {
    expect(() => policyOf(...args)).toThrow(new UsageError(message));
  });
});
