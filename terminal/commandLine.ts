import { type Command, CommanderError } from 'commander';
import { didYouMean } from '../core/suggestion.ts';
import { UsageError } from './usageError.ts';

const alternatives = new Intl.ListFormat('en', { type: 'disjunction' });

/**
 * Parses a command line, and runs its command. Help and version go to standard output. Without a command, a
 * program with commands lists them.
 *
 * @param args arguments after the name of the program
 * @throws UsageError if a command, option, or argument is unknown, missing, or invalid
 */
export async function runCommandLine(program: Command, args: readonly string[]): Promise<void> {
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeErr: () => {} });
  }
  if (args.length === 0 && program.commands.length > 0) {
    program.outputHelp();
    return;
  }
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw new UsageError(usageMessage(error, program, args));
  }
}

/**
 * Returns a parser for an option that only allows certain words.
 *
 * @param option name of the option, such as `--compression`
 * @throws UsageError if the value isn't one of them
 */
export function oneOf<T extends string>(option: string, allowed: readonly T[]): (value: string) => T {
  return (value) => {
    const found = allowed.find((word) => word === value);
    if (found === undefined)
      throw new UsageError(
        `${option}: expected ${alternatives.format(allowed)}, got '${value}'${didYouMean(value, allowed)}`,
      );
    return found;
  };
}

/**
 * Returns a parser for an option whose value is a whole number.
 *
 * @param option name of the option, such as `--shards`
 * @throws UsageError if the value isn't a whole number, or is out of bounds
 */
export function wholeNumber(option: string, min: number, max: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= min && number <= max) return number;
    throw new UsageError(`${option}: expected a whole number from ${min} to ${max}, got '${value}'`);
  };
}

function usageMessage({ code, message }: CommanderError, program: Command, args: readonly string[]): string {
  if (code === 'commander.help') {
    const names = program.commands.map((command) => command.name());
    return `expected a command (${names.join(', ')}), got ${args.at(-1) ?? 'none'}; see '${program.name()} --help'`;
  }
  const command = program.commands.find((candidate) => candidate.name() === args[0]);
  const name = command === undefined ? program.name() : `${program.name()} ${command.name()}`;
  const plain = message
    .replace(/^error: /, '')
    .replace(/\. Expected (\d+) arguments? but got (\d+)\.$/, ': expected $1, got $2');
  const [problem, suggestion] = plain.split(/\n\(Did you mean (.*)\?\)$/);
  if (suggestion === undefined) return `${problem}; see '${name} --help'`;
  const meant = suggestion.startsWith('one of ') ? suggestion : `'${suggestion}'`;
  return `${problem}; did you mean ${meant}? See '${name} --help'`;
}
