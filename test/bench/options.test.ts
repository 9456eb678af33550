import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readOptions, sectionNames, usage } from '../../bench/options.ts';

const bench = join(import.meta.dirname, '../../bench/bench.ts');

describe('readOptions', () => {
  it('measures everything but steps and flags by default', () => {
    expect(readOptions([])).toEqual({
      help: false,
      quick: false,
      json: false,
      shapes: ['typical', 'full'],
      sections: ['comparison', 'growth', 'fields', 'distinct', 'process', 'metrics'],
      cardinality: undefined,
    });
  });

  it('selects the given sections and shapes', () => {
    const options = readOptions([
      '--quick',
      '--json',
      '--shape',
      'full',
      '--only',
      'growth,metrics',
      '--uris',
      '7',
    ]);

    expect(options).toEqual({
      help: false,
      quick: true,
      json: true,
      shapes: ['full'],
      sections: ['growth', 'metrics'],
      cardinality: { uris: 7, agents: 1000, addresses: 1000 },
    });
  });

  it('measures only the steps', () => {
    expect(readOptions(['--steps']).sections).toEqual(['steps']);
    expect(readOptions(['--convert']).sections).toEqual(['convert']);
  });

  it.each([
    { words: ['--fast'], message: "Unknown option '--fast'; --help lists the options." },
    { words: ['typical'], message: "Unexpected argument 'typical'; --help lists the options." },
    { words: ['--shape', 'huge'], message: "--shape: expected typical, full, got 'huge'." },
    { words: ['--only', 'growth,x'], message: `--only: expected ${sectionNames.join(', ')}, got 'x'.` },
    {
      words: ['--steps', '--only', 'growth'],
      message: '--steps, --convert, --only: use only one of them.',
    },
    { words: ['--uris', '0'], message: "--uris: expected a whole number of at least 1, got '0'." },
    { words: ['--agents', '1e3'], message: "--agents: expected a whole number of at least 1, got '1e3'." },
  ])('rejects $words with the reason', ({ words, message }) => {
    expect(() => readOptions(words)).toThrow(new Error(message));
  });
});

describe('npm run bench', () => {
  it('prints its usage', () => {
    const { status, stdout } = spawnSync(process.execPath, [bench, '--help'], { encoding: 'utf8' });

    expect({ status, stdout }).toEqual({ status: 0, stdout: usage });
  });

  it('exits with status 2 and one sentence for invalid options', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bench, '--shape', 'huge'], {
      encoding: 'utf8',
    });

    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: "--shape: expected typical, full, got 'huge'.\n",
    });
  });
});
