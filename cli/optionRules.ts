import type { Command } from 'commander';
import { UsageError } from '../terminal/usageError.ts';

const all = new Intl.ListFormat('en', { type: 'conjunction' });
const any = new Intl.ListFormat('en', { type: 'disjunction' });

/**
 * Returns those options that are on the command line, in the given order.
 *
 * @param options long names, such as `--lake`
 */
export function givenOptions(command: Command, options: readonly string[]): string[] {
  return options.filter((name) => {
    const option = command.options.find(({ long }) => long === name);
    if (option === undefined) throw new Error(`expected an option of '${command.name()}', got ${name}`);
    return command.getOptionValueSource(option.attributeName()) === 'cli';
  });
}

/**
 * Rejects options that contradict another option, or that aren't read if it is given.
 *
 * @throws UsageError if the option is given together with one of the others
 */
export function rejectTogether(command: Command, option: string, others: readonly string[]): void {
  const [other] = givenOptions(command, others);
  if (other === undefined || givenOptions(command, [option]).length === 0) return;
  throw new UsageError(`${option}: expected no ${other}, got both; remove one of them`);
}

/**
 * Rejects an option that is only read together with others.
 *
 * @param needed at least one of these must be given too
 * @throws UsageError if the option is given without them
 */
export function requireWith(command: Command, option: string, needed: readonly string[]): void {
  if (givenOptions(command, [option]).length === 0 || givenOptions(command, needed).length > 0) return;
  throw new UsageError(
    `${option}: expected ${any.format(needed)} too, got ${needed.length === 1 ? `no ${needed[0]}` : 'neither'}`,
  );
}

/** @throws UsageError if several of the options are given */
export function requireAtMostOne(command: Command, options: readonly string[]): void {
  const given = givenOptions(command, options);
  if (given.length > 1)
    throw new UsageError(`expected only one of ${all.format(options)}, got ${all.format(given)}`);
}

/**
 * @returns the option that is given
 * @throws UsageError if none or several of the options are given
 */
export function requireOne(command: Command, options: readonly string[]): string {
  const given = givenOptions(command, options);
  if (given.length === 1) return given[0] as string;
  throw new UsageError(
    `expected one of ${all.format(options)}, got ${given.length === 0 ? 'none' : all.format(given)}`,
  );
}

/**
 * Rejects the options for the calls of AWS if another option makes the command read only this machine.
 *
 * @throws UsageError if the option is given together with `--stack`, `--region`, or `--profile`
 */
export function rejectAwsOptions(command: Command, option: string): void {
  rejectTogether(command, option, ['--stack', '--region', '--profile']);
}
