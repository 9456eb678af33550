import { Command } from 'commander';
import { wholeNumber } from '../terminal/commandLine.ts';

/** What the command line of `npm run soak` says. */
export interface SoakOptions {
  readonly records: number;
  readonly seed: number;
  readonly minutes: number;
}

/** The command line of `npm run soak`. */
export function soakCommand(run: (options: SoakOptions) => Promise<void>): Command {
  return new Command('npm run soak --')
    .description(
      'Sends numbered records through the pipeline on this machine while faults are injected, and counts what is lost, doubled or wrong.',
    )
    .option('--records <n>', 'records to send', wholeNumber('--records', 1000, 100_000_000), 1_000_000)
    .option(
      '--seed <n>',
      'seed of the faults (default: a random one)',
      wholeNumber('--seed', 0, 2 ** 31 - 1),
      Math.floor(Math.random() * 2 ** 31),
    )
    .option(
      '--minutes <n>',
      'begin nothing more after so many minutes (default: no limit)',
      wholeNumber('--minutes', 1, 10_000),
      Number.POSITIVE_INFINITY,
    )
    .action(run);
}
