import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeLines } from '../support/converting.ts';
import { fields12, fieldsWithId } from '../support/fieldLists.ts';
import { askLake, filesIn } from '../support/lakeFolders.ts';
import { linesOf } from '../support/records.ts';
import { runCfrl as runCfrlProcess, startCfrl, waitForEnd } from '../support/runCfrl.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { runCfrl } from './runInProcess.ts';

const folder = temporaryFolder();
const fields = fields12.join(',');
const few = writeLines(join(folder, 'few.tsv'), linesOf(fields12, 3));

function convertInto(out: string, ...args: string[]): string[] {
  return ['convert', '--out', join(folder, out), ...args];
}

describe('cfrl convert', () => {
  it('prints one line of JSON whose counts add up, and writes the files that it lists', async () => {
    const fieldsFile = join(folder, 'fields.txt');
    writeFileSync(fieldsFile, fields12.join('\n'));
    const bad = writeLines(join(folder, 'bad.tsv'), [...linesOf(fields12, 2, () => ({ asn: 'x' })), '%']);

    const { status, stdout, stderr } = await runCfrl(
      convertInto('both', '--json', '--fields', fieldsFile, few, bad),
    );

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\{[^\n]+\}\n$/);
    const report = JSON.parse(stdout);
    expect(report).toEqual({
      records: 6,
      written: 5,
      quarantined: 1,
      malformedValues: 2,
      blankLines: 0,
      files: expect.any(Array),
    });
    expect(Object.keys(report)).toEqual([
      'records',
      'written',
      'quarantined',
      'malformedValues',
      'blankLines',
      'files',
    ]);
    expect(filesIn(join(folder, 'both'))).toEqual([...report.files].sort());
    expect(await askLake(join(folder, 'both'), 'SELECT count(*) AS rows FROM $files')).toEqual({
      rows: [5n],
    });
  });

  it.each([
    ['plain', (text: string) => text],
    ['gzip', (text: string) => gzipSync(text)],
  ])('reads standard input, %s', async (name, pack) => {
    const input = pack(linesOf(fields12, 3).join('\n'));
    const { status, stdout, stderr } = await runCfrlProcess(
      convertInto(name, '--json', '--fields', fields, '-'),
      input,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      records: 3,
      written: 3,
      quarantined: 0,
      malformedValues: 0,
      blankLines: 0,
      files: [expect.stringMatching(/^raw\/.*\/stdin-[0-9a-f]{8}-000000000001\.parquet$/)],
    });
  });

  it('compresses with the given codec', async () => {
    const codecs = async (out: string, ...args: string[]) => {
      await runCfrl(convertInto(out, '--fields', fields, ...args, few));
      const files = `parquet_metadata('${join(folder, out, 'raw/**/*.parquet')}')`;
      return askLake(join(folder, out), `SELECT DISTINCT compression FROM ${files} ORDER BY 1`);
    };
    const long = writeLines(join(folder, 'long.tsv'), linesOf(fields12, 2_000));
    expect(await codecs('zstd', long)).toEqual({ compression: ['UNCOMPRESSED', 'ZSTD'] });
    expect(await codecs('gzip-codec', '--compression', 'gzip', long)).toEqual({
      compression: ['GZIP', 'UNCOMPRESSED'],
    });
  });

  it.each([
    ['no fields', [few], '--fields: expected a list of fields, or a file that lists them, got none'],
    ['no file', ['--fields', fields], "missing required argument 'file'; see 'cfrl convert --help'"],
    [
      'an unknown option',
      ['--feilds', fields, few],
      "unknown option '--feilds'; did you mean '--fields'? See 'cfrl convert --help'",
    ],
    [
      'a wrong codec',
      ['--fields', fields, '--compression', 'lz4', few],
      "--compression: expected zstd or gzip, got 'lz4'",
    ],
    [
      'no number of threads',
      ['--fields', fields, '--threads', '0', few],
      "--threads: expected a whole number from 1 to 999, got '0'",
    ],
    [
      'fields of other records',
      ['--fields', fieldsWithId.join(','), few],
      `expected records with the fields in --fields, got none in the first 3 lines of '${few}': expected a record of 7 fields, got 12`,
    ],
  ])('fails with status 2 and one sentence, and writes no files: %s', async (_, args, message) => {
    const run = await runCfrl(convertInto('never', ...args));
    expect(run).toEqual({ status: 2, stdout: '', stderr: `${message}\n` });
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  it('has help with an example that runs', async () => {
    const { stdout } = await runCfrl(['convert', '--help']);
    const [example = ''] = /npx cfrl convert .*/.exec(stdout) ?? [];
    const args = example
      .replace('--out lake', `--out ${join(folder, 'example')}`)
      .split(' ')
      .slice(2);
    const run = await runCfrl(args);
    expect(run.stdout).toMatch(/^9,999 records read: 9,999 rows, 0 quarantined\n84 files written to /);
  });

  it('keeps the files of complete captures when it is interrupted, and exits with status 130', async () => {
    const out = join(folder, 'interrupted');
    const child = startCfrl(convertInto('interrupted', '--fields', fields, few, '-'));
    const end = waitForEnd(child);
    child.stdin.on('error', () => {});
    child.stdin.write(`${linesOf(fields12, 60_000).join('\n')}\n`);
    while (!filesIn(out).some((file) => file.endsWith('.parquet')))
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');

    expect(await end).toEqual({
      status: 130,
      stdout: '',
      stderr: `stopped; 3 records are already in '${out}'\n`,
    });
    expect(filesIn(out)).toEqual([expect.stringMatching(/few-[0-9a-f]{8}-000000000001\.parquet$/)]);
    expect(await askLake(out, 'SELECT count(*) AS rows FROM $files')).toEqual({ rows: [3n] });
  });

  it('exits without an error if its output is closed', async () => {
    const child = startCfrl(convertInto('unread', '--fields', fields, '-'));
    const stderr: Buffer[] = [];
    child.stderr.on('data', (chunk) => stderr.push(chunk));
    child.stdout.destroy();
    child.stdin.end(linesOf(fields12, 3).join('\n'));
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(Buffer.concat(stderr).toString()).toBe('');
  });
});
