import { Command } from 'commander';
import { wholeNumber } from '../../terminal/commandLine.ts';

/** Options of `npm run load`. */
export interface LoadOptions {
  readonly seconds: number;
}

/** Defines the command line of `npm run load`. */
export function loadCommand(run: (options: LoadOptions) => Promise<void>): Command {
  return new Command('npm run load --')
    .description(
      'Measures how fast a backlog of one full shard is drained, and the memory that the function needs.',
    )
    .option(
      '--seconds <n>',
      'how long the shard is filled before it is drained',
      wholeNumber('--seconds', 1, 3600),
      600,
    )
    .action(run);
}
