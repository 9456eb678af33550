import { readFileSync } from 'node:fs';
import { commands as listed, loadProgram, nameOf } from '../../cli/commands.ts';
import { createProgram } from '../../cli/program.ts';

const page = readFileSync('docs/commands.md', 'utf8');
const { commands } = createProgram(new AbortController().signal);

describe('docs/commands.md', () => {
  it('lists every command', () => {
    for (const command of commands) expect(page).toMatch(new RegExp(`^\\| .*\`${command.name()}\``, 'm'));
  });

  it('shows commands and options that there are', () => {
    const examples = [...page.matchAll(/npx cfrl ([a-z]+)(.*)$/gm)];
    expect(examples.length).toBeGreaterThan(8);
    for (const [, name, rest = ''] of examples) {
      const command = commands.find((candidate) => candidate.name() === name);
      const known = command?.options.map(({ long }) => long) ?? [];
      const used = [...rest.matchAll(/(?<= )--[a-z-]+/g)].map(([option]) => option);
      expect(known).toEqual(expect.arrayContaining(used));
    }
  });
});

describe('cli/commands.ts', () => {
  const { signal } = new AbortController();

  it('lists the commands as they describe themselves', async () => {
    expect(listed.map(nameOf)).toEqual(commands.map((command) => command.name()));
    const program = await loadProgram([], signal);
    expect(program.helpInformation()).toBe(createProgram(signal).helpInformation());
  });

  it('loads the command that is named, and no other', async () => {
    const program = await loadProgram(['--help', 'convert'], signal);
    const loaded = program.commands.filter(({ options }) => options.some(({ long }) => long !== '--any'));
    expect(loaded.map((command) => command.name())).toEqual(['convert']);
  });
});
