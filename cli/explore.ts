import { Command } from 'commander';
import { wholeNumber } from '../terminal/commandLine.ts';
import type { ExploreOptions } from './explore/runExplore.ts';

const help = `
DIR is a lake's folder: of npm start --keep DIR, of cfrl convert --out DIR, or synced from S3. The page is
served to this machine only, on 127.0.0.1, and needs the token in the printed URL. Nothing is sent anywhere.

Rows are kept in memory, about 60 bytes each. Of a folder with more than --rows, one of every few rows is
loaded, and the page marks its counts with ≈.

Example:
  npx cfrl explore --example
  npx cfrl convert --fields examples/website-46-fields.fields.txt --out lake examples/website-46-fields.tsv.gz
  npx cfrl explore --lake lake
`;

/** `cfrl explore`: a page in the browser over the requests of a lake. */
export function exploreCommand(signal: AbortSignal): Command {
  return new Command('explore')
    .description('Look at requests in the browser: charts, filters, single requests.')
    .option('--lake <DIR>', 'folder with the Parquet files of a lake')
    .option('--example', 'show a day of example traffic instead of a lake')
    .option('--port <N>', 'port to serve the page on (default: a free one)', wholeNumber('--port', 1, 65_535))
    .option('--rows <N>', 'rows to keep in memory', wholeNumber('--rows', 1, 100_000_000), 10_000_000)
    .option('--no-open', 'print the URL and leave opening it to you')
    .addHelpText('after', help)
    .action(async (options: ExploreOptions) => {
      const { runExplore } = await import('./explore/runExplore.ts');
      await runExplore(options, signal);
    });
}
