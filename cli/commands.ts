import { Command } from 'commander';
import { createdBy } from '../core/version.ts';

/** A command in the help of `cfrl`, and the function that loads it. */
interface Entry {
  /** Name and arguments. */
  readonly term: string;
  readonly description: string;
  load(signal: AbortSignal): Promise<Command>;
}

/** All commands of `cfrl`, in the order of the help. */
export const commands: readonly Entry[] = [
  {
    term: 'estimate',
    description: 'Estimate the size and the monthly cost of a pipeline.',
    load: async () => (await import('./estimate.ts')).estimateCommand(),
  },
  {
    term: 'attach <DISTRIBUTION...>',
    description: 'Attach the log configuration to cache behaviors of distributions.',
    load: async (signal) => (await import('./attach.ts')).attachCommand(signal),
  },
  {
    term: 'detach [DISTRIBUTION...]',
    description: 'Detach the log configuration from cache behaviors of distributions.',
    load: async (signal) => (await import('./detach.ts')).detachCommand(signal),
  },
  {
    term: 'convert <file...>',
    description: 'Convert records in files to the Parquet files of the lake.',
    load: async (signal) => (await import('./convert.ts')).convertCommand(signal),
  },
  {
    term: 'compact',
    description: 'Show the status of the compaction, start a run, or mark hours to merge again.',
    load: async (signal) => (await import('./compact.ts')).compactCommand(signal),
  },
  {
    term: 'erase',
    description: 'Remove the requests of one person from the lake.',
    load: async (signal) => (await import('./erase.ts')).eraseCommand(signal),
  },
  {
    term: 'destination <WHAT> <NAME>',
    description:
      'Print the index template, policy, or table that a destination needs, or test a destination.',
    load: async (signal) => (await import('./destination.ts')).destinationCommand(signal),
  },
  {
    term: 'grafana',
    description: "Print the stack's dashboard as JSON for Grafana.",
    load: async () => (await import('./grafana.ts')).grafanaCommand(),
  },
  {
    term: 'explore',
    description: 'Explore requests in the browser: charts, filters, and single requests.',
    load: async (signal) => (await import('./explore.ts')).exploreCommand(signal),
  },
  {
    term: 'doctor',
    description: 'Check a deployed pipeline, and print what to fix.',
    load: async (signal) => (await import('./doctor.ts')).doctorCommand(signal),
  },
  {
    term: 'tail',
    description: 'Show requests as they arrive in the stream.',
    load: async (signal) => (await import('./tail.ts')).tailCommand(signal),
  },
  {
    term: 'top',
    description: 'Show the most frequent values in the stream, live.',
    load: async (signal) => (await import('./top.ts')).topCommand(signal),
  },
  {
    term: 'find <REQUEST_ID>',
    description: 'Find the record of one request.',
    load: async (signal) => (await import('./find.ts')).findCommand(signal),
  },
  {
    term: 'query [QUERY]',
    description: 'Query the lake: a saved query, or SQL.',
    load: async (signal) => (await import('./query.ts')).queryCommand(signal),
  },
  {
    term: 'explain',
    description: 'Explain a change: which values account for it.',
    load: async (signal) => (await import('./explain.ts')).explainCommand(signal),
  },
  {
    term: 'replay',
    description: 'Restore failed batches and quarantined records to the lake.',
    load: async (signal) => (await import('./replay.ts')).replayCommand(signal),
  },
];

/**
 * Returns the program `cfrl`. Only the command in the arguments is loaded; the others are listed in the help.
 *
 * @param args the arguments after the name of the program
 * @param signal aborted when the command must stop
 */
export async function loadProgram(args: readonly string[], signal: AbortSignal): Promise<Command> {
  const program = new Command('cfrl')
    .description('Work with CloudFront real-time logs: attach, watch, query, and repair.')
    .version(createdBy);
  const chosen = args.find((arg) => !arg.startsWith('-') && arg !== 'help');
  for (const entry of commands) {
    program.addCommand(nameOf(entry) === chosen ? await entry.load(signal) : listCommand(entry));
  }
  return program;
}

/** Returns the name of a command. */
export function nameOf({ term }: Pick<Entry, 'term'>): string {
  return term.split(' ')[0];
}

/** Returns a command for the help, which can't run. */
function listCommand({ term, description }: Entry): Command {
  const [name, ...argumentTerms] = term.split(' ');
  const command = new Command(name).description(description).option('--any', 'makes the list show [options]');
  for (const argument of argumentTerms) command.argument(argument);
  return command;
}
