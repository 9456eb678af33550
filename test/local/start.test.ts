import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { startS3Endpoint } from '../../emulator/endpoints/s3/s3Endpoint.ts';
import { start } from '../../local/program/start.ts';
import { startCommand } from '../../local/program/startOptions.ts';
import { runCommandLine } from '../../terminal/commandLine.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { startLocal } from './startLocal.ts';

const folder = temporaryFolder();
const program = resolve(import.meta.dirname, '../../local/start.ts');
const example = 'examples/website-20-fields.tsv.gz';
const fields = 'examples/website-20-fields.fields.txt';

/** Runs the command line in this process until it would print or start anything. */
function runHere(args: readonly string[]): Promise<void> {
  return runCommandLine(
    startCommand((options) => start(options, new AbortController().signal)),
    args,
  );
}

/** Writes a file with the first example records and additional ones. */
function recordFile(name: string, count: number, ...others: string[]): string {
  const lines = gunzipSync(readFileSync(example)).toString('latin1').split('\n').slice(0, count);
  const file = join(folder, name);
  writeFileSync(file, [...lines, ...others, ''].join('\n'));
  return file;
}

/** Returns the number of running processes of the function, if the system reports it. */
function functionProcesses(): number {
  if (!existsSync('/proc')) return 0;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => {
      try {
        return readFileSync(`/proc/${id}/environ`, 'utf8').includes(`LAMBDA_TASK_ROOT=${folder}`);
      } catch {
        return false;
      }
    }).length;
}

describe('node local/start.ts', () => {
  it('prints one sentence on a Node.js version that does not support TypeScript', () => {
    const source = readFileSync(program, 'utf8');
    const errors: string[] = [];
    const old = { versions: { node: '20.20.2' }, exitCode: 0 };
    new Script(source).runInNewContext({
      process: old,
      console: { error: (text: string) => errors.push(text) },
    });

    expect(errors).toEqual([
      "expected Node.js 24, got 20.20.2; run 'npm ci' and 'npm start', which use Node.js 24, or install the version in .nvmrc",
    ]);
    expect(old.exitCode).toBe(2);
    expect(JSON.parse(readFileSync('local/package.json', 'utf8'))).toEqual({ type: 'commonjs' });
  });
});

describe('npm start', () => {
  it('brings records into the lake or into quarantine and reports that no record is missing', async () => {
    const file = recordFile('some.tsv', 500, 'no record', 'another\tthat is none');
    const lake = join(folder, 'kept');

    const args = ['--records', file, '--fields', fields, '--shards', '2', '--keep', lake];
    const { status, output, errors } = await startLocal(args, { TMPDIR: folder }).outcome;

    expect(errors).toBe('');
    expect(output).toContain('502 of 502 records sent, 502 processed');
    expect(output).toMatch(/sent +502 records,/);
    expect(output).toMatch(/in the lake +500 rows/);
    expect(output).toMatch(/quarantined +2 records/);
    expect(output).toContain('No record is missing');
    expect(output).toMatch(/after +1 file, [\d,]+ bytes\n {2}in requests +500 rows, each request once\n/);
    expect(output).toMatch(/d111111abcdef8\.cloudfront\.net +500 +[\d,]+ /);
    expect(output.match(/^Saved query .+$/gm)).toHaveLength(3);
    expect(output).toContain(`Query the lake: npx cfrl query top_talkers --lake ${join(lake, 'lake')}\n`);
    expect(output).toContain(`Explore it in a browser: npx cfrl explore --lake ${join(lake, 'lake')}\n`);
    expect(output).toContain(`The lake's files are in ${join(lake, 'lake')}: rows in raw/`);
    expect(status).toBe(0);
    expect(readdirSync(join(lake, 'lake')).sort()).toEqual(['compacted', 'config', 'quarantine', 'raw']);
  });

  it('prints how to watch, exits with status 130 on Ctrl-C, and leaves no process behind', async () => {
    const run = startLocal(['--records', example, '--rate', '200'], { TMPDIR: folder });
    await run.shows(/[1-9]\d* processed/);
    // A second Ctrl-C would end the process immediately.
    run.child.kill('SIGINT');
    const { status, output, errors } = await run.outcome;

    expect(output).toMatch(
      /^ {2}export AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+ AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local\n {2}npx cfrl tail --since 5m$/m,
    );
    expect(errors).toMatch(
      /^Stopped before everything was processed\. The processed records remain in \S+[/\\]lake\.\n$/,
    );
    expect(output).toMatch(/in the lake +[\d,]+ rows/);
    expect(status).toBe(130);
    expect(functionProcesses()).toBe(0);
  });

  it("exits with status 1 if records are missing, and prints the consumer's log", async () => {
    const s3 = await startS3Endpoint({
      folder: join(folder, 'refusing'),
      // The first put stores the layouts, before the function runs.
      fault: ({ operation, call }) =>
        operation === 'PutObject' && call > 1 ? { refuse: { status: 403, code: 'AccessDenied' } } : undefined,
    });
    const args = ['--records', recordFile('three.tsv', 3), '--fields', fields];
    const { status, output, errors } = await startLocal(args, {
      TMPDIR: folder,
      AWS_ENDPOINT_URL_S3: s3.url,
      LAKE_BUCKET: 'elsewhere',
    }).outcome;
    await s3.close();

    expect(output).toContain('The counts do NOT match: 3 sent, 0 in the lake and in quarantine.');
    expect(output).toMatch(/given up +3 records/);
    expect(errors).toMatch(
      /^Expected 3 records in the lake and in quarantine, got 0; [^\n]*AccessDenied[^\n]*\n$/,
    );
    expect(status).toBe(1);
  });

  it.each([
    [['--rate', '0'], /^--rate: expected a whole number from 1 to 1000000, got '0'$/],
    [['--unknown'], /^unknown option '--unknown'; see 'npm start -- --help'$/],
    [
      ['--records', 'absent.tsv'],
      /^--records: expected a file or a folder of records, but 'absent.tsv' does not exist$/,
    ],
    [['--records', example, '--fields', 'timestamp,c-ip'], /: expected a record of 2 fields, got 20$/],
    [['--fields', 'no-such-field'], /^--fields: expected a field of [^\n]*got 'no-such-field'[^\n]*$/],
    [['--records', program], /^--fields: set the fields of [^\n]*$/],
    [
      ['--keep', 'examples'],
      /^--keep: expected an empty folder, but 'examples' contains files; use another folder$/,
    ],
  ])('rejects %j with one sentence', async (args, message) => {
    const error = await runHere(args).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toMatch(message);
  });

  it('exits with status 2 and that sentence, and prints its options and an example with --help', async () => {
    const [wrong, help] = await Promise.all(
      [['--rate', '0'], ['--help']].map((args) => startLocal(args).outcome),
    );

    const errors = "--rate: expected a whole number from 1 to 1000000, got '0'\n";
    expect(wrong).toEqual({ status: 2, output: '', errors });
    expect(help.status).toBe(0);
    expect(help.output).toMatch(/--keep <dir>/);
    expect(help.output).toMatch(/npm start -- --records/);
  });
});
