import { Command } from 'commander';
import { wholeNumber } from '../terminal/commandLine.ts';
import { addHelp } from '../terminal/helpText.ts';
import { addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { numberOption } from './estimate/numberOption.ts';
import type { ExploreOptions } from './explore/runExplore.ts';
import { rejectAwsOptions, rejectTogether, requireAtMostOne, requireWith } from './optionRules.ts';
import { addStackOption } from './pipeline/stackOption.ts';

const help = `
Shows the lake of a deployed stack by Athena. With --lake, it shows a folder that 'npm start -- --keep DIR' or
'cfrl convert --out DIR' wrote, or a lake that you copied from S3. The page is served only to this machine, on
127.0.0.1, and needs the token in the printed URL.

Totals and charts of all requests of a stack come from its CloudWatch metrics. For everything else, Athena bills what
it scans. No query runs before you click Run; the page shows what was scanned, and runs no more queries after
--max-gigabytes.

Rows of a folder are kept in memory, about 73 bytes each. If a folder has more than --rows, a sample is loaded, and the
page marks its counts with ≈.

Example:
  npx cfrl explore
  npx cfrl explore --example
  npx cfrl convert --fields examples/website-46-fields.fields.txt --out lake examples/website-46-fields.tsv.gz
  npx cfrl explore --lake lake
`;

/** `cfrl explore`: shows the requests of a lake in a browser. */
export function exploreCommand(signal: AbortSignal): Command {
  const command = new Command('explore')
    .description('Explore requests in the browser: charts, filters, and single requests.')
    .option('--lake <DIR>', 'folder with the Parquet files of a lake, instead of a stack')
    .option('--example', 'show a day of example traffic')
    .option('--port <N>', 'port to serve the page on (default: a free one)', wholeNumber('--port', 1, 65_535))
    .option(
      '--rows <N>',
      'rows of a folder to keep in memory',
      wholeNumber('--rows', 1, 100_000_000),
      10_000_000,
    )
    .option(
      '--max-gigabytes <N>',
      'gigabytes that Athena may scan until the command ends',
      numberOption('--max-gigabytes', { smallest: 0.01, largest: 1_000_000 }),
      10,
    )
    .option('--no-open', "print the URL, and don't open it");
  addStackOption(command);
  return addHelp(addAwsOptions(command), help).action((options: ExploreOptions) => {
    rejectUnclear(command);
    return withAwsSentences(options, async () => {
      const { runExplore } = await import('./explore/runExplore.ts');
      await runExplore(options, signal);
    });
  });
}

function rejectUnclear(command: Command): void {
  requireAtMostOne(command, ['--lake', '--example']);
  requireWith(command, '--rows', ['--lake']);
  for (const folder of ['--lake', '--example']) {
    rejectAwsOptions(command, folder);
    rejectTogether(command, folder, ['--max-gigabytes']);
  }
}
