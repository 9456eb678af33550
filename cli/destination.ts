import { Command } from 'commander';
import { openSearchPolicy, openSearchTemplate } from '../core/destinations/openSearchTemplate.ts';
import { redshiftStatements } from '../core/destinations/redshiftTable.ts';
import { type AddressHandling, addressHandlings } from '../core/sensitivity/policy.ts';
import { didYouMean } from '../core/suggestion.ts';
import { oneOf, wholeNumber } from '../terminal/commandLine.ts';
import { addHelp } from '../terminal/helpText.ts';
import { output } from '../terminal/printer.ts';
import { UsageError } from '../terminal/usageError.ts';
import { addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { runTest, type TestOptions } from './destination/runTest.ts';
import { givenOptions } from './optionRules.ts';
import { addStackOption } from './pipeline/stackOption.ts';

const help = `
WHAT is one of:
  template   the OpenSearch index template; NAME is the index
  policy     the OpenSearch policy that deletes old indices; NAME is the index
  ddl        the Redshift table, and a view without duplicates; NAME is the table
  test       sends a test document to the destination NAME of a deployed pipeline, and reads it back if possible

The output is derived from the field catalog. Apply it before the first document is delivered.

For a destination with direct delivery, the test invokes its function, and so checks the role, the secret, the network,
and the format of documents. For a destination with Firehose, it only checks the function that transforms records.
--through-stream also puts the test record into the stream, from which Firehose delivers it; the lake, the metrics, and
all other destinations receive it too.

Examples:
  npx cfrl destination template cloudfront-requests > template.json
  npx cfrl destination policy cloudfront-requests --days 30 > policy.json
  npx cfrl destination ddl public.requests
  npx cfrl destination test search --region eu-west-1
`;

interface DestinationOptions extends TestOptions {
  readonly addresses: AddressHandling;
  readonly days: number;
}

type Print = (name: string, options: DestinationOptions) => string;

const printed: Readonly<Record<string, Print>> = {
  template: (index, { addresses }) => json(openSearchTemplate({ index, addresses })),
  policy: (index, { days }) => json(openSearchPolicy(index, days)),
  ddl: (table) => redshiftStatements(table).trimEnd(),
};

/** The options that each WHAT reads. */
const readBy: Readonly<Record<string, readonly string[]>> = {
  template: ['--addresses'],
  policy: ['--days'],
  ddl: [],
  test: ['--through-stream', '--stack', '--region', '--profile'],
};

const words = Object.keys(readBy);

/** `cfrl destination`: prints the configuration that a destination needs, and tests destinations. */
export function destinationCommand(signal: AbortSignal): Command {
  const command = new Command('destination')
    .description(
      'Print the index template, policy, or table that a destination needs, or test a destination.',
    )
    .argument('<WHAT>', words.join(', '))
    .argument('<NAME>', 'name of the index, table, or destination')
    .option(
      '--addresses <WORD>',
      "the pipeline's setting for addresses",
      oneOf('--addresses', addressHandlings),
      'keep',
    )
    .option('--days <N>', 'days after which the policy deletes an index', wholeNumber('--days', 1, 3650), 30)
    .option('--through-stream', 'with test: put the test record into the stream');
  addStackOption(command);
  return addHelp(addAwsOptions(command), help).action(
    async (what: string, name: string, options: DestinationOptions) => {
      rejectUnread(command, what);
      if (what === 'test') {
        await withAwsSentences(options, () => runTest(name, options, signal));
        return;
      }
      const print = printed[what] as Print;
      const isTable = what === 'ddl';
      const pattern = isTable ? /^[a-z_]\w*(?:\.[a-z_]\w*)?$/i : /^(?![-_+.])[a-z0-9._-]{1,80}$/;
      if (!pattern.test(name))
        throw new UsageError(
          `NAME: expected ${isTable ? 'a table such as public.requests' : 'an index of lowercase letters, digits, ., _, and -'}, got '${name}'`,
        );
      output.lines(print(name, options).split('\n'));
    },
  );
}

/** @throws UsageError if WHAT is unknown, or doesn't read an option that is given */
function rejectUnread(command: Command, what: string): void {
  const read = Object.hasOwn(readBy, what) ? readBy[what] : undefined;
  if (read === undefined)
    throw new UsageError(`WHAT: expected ${words.join(', ')}, got '${what}'${didYouMean(what, words)}`);
  for (const option of givenOptions(command, Object.values(readBy).flat())) {
    if (read.includes(option)) continue;
    const reader = words.find((word) => readBy[word]?.includes(option));
    throw new UsageError(`${option}: expected '${reader}', got '${what}', which doesn't use it`);
  }
}

function json(value: object): string {
  return JSON.stringify(value, null, 2);
}
