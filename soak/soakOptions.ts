import { Command, Option } from 'commander';
import { wholeNumber } from '../terminal/commandLine.ts';

/** Options of `npm run soak`. */
export interface SoakOptions {
  readonly records: number;
  readonly seed: number;
  readonly minutes: number;
}

/** Defines the command line of `npm run soak`. */
export function soakCommand(run: (options: SoakOptions) => Promise<void>): Command {
  return new Command('npm run soak --')
    .description(
      'Sends numbered records through the pipeline on this machine while faults are injected, and counts what is lost, duplicated, or wrong.',
    )
    .addOption(
      new Option('--records <n>', 'records to send')
        .argParser(wholeNumber('--records', 1000, 100_000_000))
        .default(1_000_000, '1,000,000'),
    )
    .addOption(
      new Option('--seed <n>', 'seed of the faults')
        .argParser(wholeNumber('--seed', 0, 2 ** 31 - 1))
        .default(Math.floor(Math.random() * 2 ** 31), 'a random one'),
    )
    .addOption(
      new Option('--minutes <n>', 'start no new cycles after this many minutes')
        .argParser(wholeNumber('--minutes', 1, 10_000))
        .default(Number.POSITIVE_INFINITY, 'no limit'),
    )
    .addHelpText(
      'after',
      `
Exits with status 1 if a promise is broken, and prints the seed to reproduce it. docs/reliability.md lists the promises.`,
    )
    .action(run);
}
