import { Command } from 'commander';
import { oneOf, runCommandLine } from '../../terminal/commandLine.ts';
import { UsageError } from '../../terminal/usageError.ts';

function program(ran: unknown[] = []): Command {
  const paint = new Command('paint')
    .argument('<wall...>')
    .option('--color <COLOR>', '', oneOf('--color', ['red', 'green', 'blue']), 'red')
    .action((walls, options) => {
      ran.push({ walls, ...options });
    });
  return new Command('house').addCommand(paint).addCommand(new Command('heat').action(() => {}));
}

describe('runCommandLine', () => {
  it('runs the command with its arguments and options', async () => {
    const ran: unknown[] = [];
    await runCommandLine(program(ran), ['paint', 'north', '-', '--color', 'blue']);
    await runCommandLine(program(ran), ['paint', 'south']);
    expect(ran).toEqual([
      { walls: ['north', '-'], color: 'blue' },
      { walls: ['south'], color: 'red' },
    ]);
  });

  it.each([
    [['help', 'roof'], "expected a command (paint, heat), got roof; see 'house --help'"],
    [['roof'], "unknown command 'roof'; see 'house --help'"],
    [['pant'], "unknown command 'pant'; did you mean 'paint'? See 'house --help'"],
    [['--open'], "unknown option '--open'; see 'house --help'"],
    [['heat', 'south'], "too many arguments for 'heat': expected 0, got 1; see 'house heat --help'"],
    [['paint'], "missing required argument 'wall'; see 'house paint --help'"],
    [
      ['paint', '--colour', 'red'],
      "unknown option '--colour'; did you mean '--color'? See 'house paint --help'",
    ],
    [['paint', 'north', '--color'], "option '--color <COLOR>' argument missing; see 'house paint --help'"],
    [['paint', 'north', '--color', 'gray'], "--color: expected red, green, or blue, got 'gray'"],
    [
      ['paint', 'north', '--color', 'gren'],
      "--color: expected red, green, or blue, got 'gren'; did you mean 'green'?",
    ],
  ])('rejects %j with one sentence', async (args, message) => {
    await expect(runCommandLine(program(), args)).rejects.toEqual(new UsageError(message));
  });

  it('lists the commands if none is given', async () => {
    const written: string[] = [];
    const house = program();
    house.configureOutput({ writeOut: (text) => written.push(text) });
    await runCommandLine(house, []);
    expect(written.join('')).toMatch(/Commands:\n {2}paint .*\n {2}heat/);
  });

  it('rethrows errors of a command', async () => {
    const failing = new Command('house').action(() => {
      throw new Error('no roof');
    });
    await expect(runCommandLine(failing, [])).rejects.toEqual(new Error('no roof'));
  });
});
