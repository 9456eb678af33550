import { Command } from 'commander';
import { addHelp } from '../terminal/helpText.ts';
import { output } from '../terminal/printer.ts';
import { ProgressBar } from '../terminal/progressBar.ts';
import { type AwsOptions, addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { eraseFolder } from './erase/eraseFolder.ts';
import { eraseStack } from './erase/eraseStack.ts';
import { readAddress, readHash, type SubjectOptions } from './erase/erasureOptions.ts';
import { rejectAwsOptions, requireOne } from './optionRules.ts';
import { addStackOption, type StackOption } from './pipeline/stackOption.ts';
import { checkCondition } from './tail/where/parseCondition.ts';

const help = `
Removes the requests of one person from the lake: from raw files, the compacted table with its older snapshots,
quarantine, failed batches and deliveries, and query results. The command prints what it found, and which data it can't
remove. With --yes, it erases, reads everything again, and fails if any data is left.

--address also finds the address in other fields, in every spelling, and its hash if the pipeline hashes addresses.
--hash finds a hash in the lake. --where finds requests with a condition as in 'cfrl tail'. It finds only those
quarantined records that a known layout can read, and removes all query results.

Athena scans the complete lake, which is billed. Run the command when no run of the compaction is in progress.

Examples:
  npx cfrl erase --address 192.0.2.7 --lake lake
  npx cfrl erase --address 2001:db8::7 --yes
  npx cfrl erase --where 'cs-uri-stem^=/users/4711/' --yes
`;

interface EraseOptions extends AwsOptions, StackOption, SubjectOptions {
  readonly lake?: string;
  readonly yes?: true;
}

/** `cfrl erase`: removes the requests of one person. */
export function eraseCommand(signal: AbortSignal): Command {
  const command = new Command('erase')
    .description('Remove the requests of one person from the lake.')
    .option('--address <ADDRESS>', 'an IPv4 or IPv6 address', readAddress)
    .option('--hash <HASH>', 'the hash of an address in the lake', readHash)
    .option('--where <CONDITION>', 'a condition on fields')
    .option('--lake <DIR>', 'folder of a lake, instead of a stack')
    .option('--yes', 'erase, instead of printing what would be erased');
  addStackOption(command);
  return addHelp(addAwsOptions(command), help).action((options: EraseOptions) => {
    requireOne(command, ['--address', '--hash', '--where']);
    rejectAwsOptions(command, '--lake');
    if (options.where !== undefined) checkCondition(options.where);
    return withAwsSentences(options, () => runErase(options, signal));
  });
}

async function runErase(options: EraseOptions, signal: AbortSignal): Promise<void> {
  const bar = new ProgressBar();
  const run = {
    isConfirmed: options.yes === true,
    print: (lines: readonly string[]) => {
      bar.end();
      output.lines(lines);
    },
    onProgress: (...what: readonly string[]) => {
      signal.throwIfAborted();
      bar.update({ share: undefined, text: what.join(' ') });
    },
  };
  try {
    if (options.lake !== undefined) await eraseFolder(options.lake, options, run);
    else await eraseStack(options, run, signal);
  } catch (error) {
    if (signal.aborted) throw new Error('stopped; run the same command again to erase what is left');
    throw error;
  } finally {
    bar.end();
  }
}
