import { Command, Option } from 'commander';
import { oneOf, wholeNumber } from '../terminal/commandLine.ts';

/** Parts of the proof, in the order in which they run. */
export const parts = [
  'queries',
  'explanations',
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
        'the saved queries, and runs with random faults.',
    )
    .addOption(
      new Option('--seeds <n>', 'number of random runs')
        .argParser(wholeNumber('--seeds', 0, 100_000))
        .default(20),
    )
    .addOption(
      new Option('--seed <n>', 'seed of the first random run')
        .argParser(wholeNumber('--seed', 0, 2 ** 31 - 1))
        .default(1),
    )
    .addOption(
      new Option('--steps <n>', 'hours of traffic per random run')
        .argParser(wholeNumber('--steps', 1, 1_000))
        .default(5),
    )
    .addOption(
      new Option('--days <n>', 'days of data in the lake to upgrade')
        .argParser(wholeNumber('--days', 2, 90))
        .default(90),
    )
    .addOption(
      new Option('--quick', 'shorter runs of all parts: 2 seeds with 3 steps, 4 days')
        .default(false)
        .implies({
          seeds: 2,
          steps: 3,
          days: 4,
        }),
    )
    .addOption(
      new Option('--only <part>', `run only one part: ${parts.join(', ')}`).argParser(oneOf('--only', parts)),
    )
    .addHelpText(
      'after',
      `
Requires Java 24 or later (in JAVA_HOME or a usual folder), Maven, and tar. Trino is downloaded once, into
~/.cache/cfrl-trino. Exits with status 1 if a check fails, and with 2 if Java or Trino is missing.
docs/lake-proof.md describes what each part proves.`,
    )
    .action(run);
}
