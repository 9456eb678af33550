import { readFileSync } from 'node:fs';
import { commands as listed } from '../../cli/commands.ts';
import { findDifference, readTour } from '../../docs/tour/readTour.ts';
import { troubles } from '../../local/program/trouble/troubles.ts';

const steps = readTour(readFileSync('docs/tour.md', 'utf8'));

// `npm run tour` runs every command of the page and compares its output, which takes minutes.
describe('docs/tour.md', () => {
  it('shows every trouble', () => {
    const named = steps.flatMap(({ command }) => /--trouble (\S+)/.exec(command)?.[1] ?? []);
    expect(named.sort()).toEqual(troubles.map(({ name }) => name).sort());
  });

  it('shows the output of each command that starts something', () => {
    const silent = steps.filter(
      ({ command, shown }) => command.startsWith('npm start') && shown === undefined,
    );
    expect(silent.map(({ command }) => command)).toEqual([]);
  });

  it('uses existing commands and options', async () => {
    const { signal } = new AbortController();
    const commands = await Promise.all(listed.map((entry) => entry.load(signal)));
    for (const { command } of steps.filter((step) => step.command.startsWith('npx cfrl '))) {
      const [, , name, ...args] = command.split(' ');
      const found = commands.find((candidate) => candidate.name() === name);
      const options = found?.options.map(({ long }) => long) ?? [];
      expect(options).toEqual(expect.arrayContaining(args.filter((arg) => /^--[a-z]/.test(arg))));
    }
  });
});

describe('readTour', () => {
  it('reads commands, and the output of the last command of a block', () => {
    const page = [
      '```sh',
      'one',
      'two --x',
      '```',
      'text',
      '```',
      'a',
      '',
      'b',
      '```',
      '```',
      'more',
      '```',
      '',
    ];
    expect(readTour(page.join('\n'))).toEqual([
      { command: 'one', shown: undefined },
      { command: 'two --x', shown: ['a', 'b'] },
    ]);
  });
});

describe('findDifference', () => {
  const output = ['on http://127.0.0.1:4000', '', '  9 rows in 3 files', 'the end'].join('\n');

  it.each([
    [['on http://127.0.0.1:40000', '9 rows in 7 files', 'the end'], undefined],
    [['on http://127.0.0.1:40000', '…'], undefined],
    [['…', 'the end'], undefined],
    [['9 rows in 3 files', 'the end'], '9 rows in 3 files'],
    [['on http://127.0.0.1:40000', '8 rows in 3 files'], '8 rows in 3 files'],
    [['on http://127.0.0.1:40000'], "the end, got '9 rows in N files'"],
  ])('compares %j without values that differ between runs', (shown, difference) => {
    expect(findDifference(shown, output)).toBe(difference);
  });
});
