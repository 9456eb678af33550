import { Command, Option } from 'commander';
import { oneOf, wholeNumber } from '../terminal/commandLine.ts';

/** Parts of the proof, in the order in which they run. */
export const parts = [
  'queries',
  'changes',
  'upgrade',
  'redeployment',
  'faults',
  'controls',
  'sizes',
] as const;

/** Name of a part of the proof. */
export type Part = (typeof parts)[number];

/** Options of `npm run trino`. */
export interface TrinoOptions {
  readonly seeds: number;
  readonly seed: number;
  readonly steps: number;
  readonly days: number;
  readonly quick: boolean;
  readonly only: Part | undefined;
}

/** Defines the command line of `npm run trino`. */
export function trinoCommand(run: (options: TrinoOptions) => Promise<void>): Command {
  return new Command('npm run trino --')
    .description(
      'Proves the lake and its compaction on Trino, the engine of Athena: the synthesized table and state machine, ' +
        'the saved queries, and random faults.',
    )
    .addOption(
      new Option('--seeds <n>', 'random runs').argParser(wholeNumber('--seeds', 0, 100_000)).default(20),
    )
    .addOption(
      new Option('--seed <n>', 'seed of the first random run')
        .argParser(wholeNumber('--seed', 0, 2 ** 31 - 1))
        .default(1),
    )
    .addOption(
      new Option('--steps <n>', 'hours of traffic of a random run')
        .argParser(wholeNumber('--steps', 1, 1_000))
        .default(5),
    )
    .addOption(
      new Option('--days <n>', 'days of the lake that is upgraded')
        .argParser(wholeNumber('--days', 2, 90))
        .default(90),
    )
    .addOption(
      new Option('--quick', 'a short form of everything: 2 seeds of 3 steps, 4 days').default(false).implies({
        seeds: 2,
        steps: 3,
        days: 4,
      }),
    )
    .addOption(new Option('--only <part>', `one part: ${parts.join(', ')}`).argParser(oneOf('--only', parts)))
    .addHelpText(
      'after',
      `
Needs Java 24 or later (JAVA_HOME, or where systems install it), Maven, and tar. Trino is downloaded once, into
~/.cache/cfrl-trino. Exits with status 1 if something is wrong, and with 2 if Java or Trino is missing.
docs/lake-proof.md says what each part proves.`,
    )
    .action(run);
}
