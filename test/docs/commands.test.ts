import { readFileSync } from 'node:fs';
import { type Command, Help } from 'commander';
import { commands as listed, loadProgram, nameOf } from '../../cli/commands.ts';

const page = readFileSync('docs/commands.md', 'utf8');
const { signal } = new AbortController();
let commands: readonly Command[];

beforeAll(async () => {
  commands = await Promise.all(listed.map((entry) => entry.load(signal)));
});

describe('docs/commands.md', () => {
  it('lists every command', () => {
    for (const command of commands) expect(page).toMatch(new RegExp(`^\\| .*\`${command.name()}\``, 'm'));
  });

  it('only contains existing commands and options', () => {
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
  it('has the same descriptions as the commands', async () => {
    expect(listed.map(nameOf)).toEqual(commands.map((command) => command.name()));
    const program = await loadProgram([], signal);
    const help = new Help();
    const asListed = (command: Command) => [help.subcommandTerm(command), command.description()];
    expect(program.commands.map(asListed)).toEqual(commands.map(asListed));
  });

  it('only loads the given command', async () => {
    const program = await loadProgram(['--help', 'convert'], signal);
    const loaded = program.commands.filter(({ options }) => options.some(({ long }) => long !== '--any'));
    expect(loaded.map((command) => command.name())).toEqual(['convert']);
  });
});
