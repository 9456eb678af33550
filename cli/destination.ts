import { Command } from 'commander';
import { openSearchPolicy, openSearchTemplate } from '../core/destinations/openSearchTemplate.ts';
import { redshiftStatements } from '../core/destinations/redshiftTable.ts';
import { type AddressHandling, addressHandlings } from '../core/sensitivity/policy.ts';
import { oneOf, wholeNumber } from '../terminal/commandLine.ts';
import { output } from '../terminal/printer.ts';
import { UsageError } from '../terminal/usageError.ts';
import { addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { runTest, type TestOptions } from './destination/runTest.ts';
import { addStackOption } from './pipeline/stackOption.ts';

const help = `
WHAT is one of:
  template   the index template of OpenSearch; NAME is the index
  policy     the policy that deletes indices of OpenSearch by age; NAME is the index
  ddl        the table of Redshift, and the view without copies; NAME is the table
  test       sends one marked document to the destination NAME of a deployed pipeline, and reads it back if it can

What is printed follows from the field catalog. Apply it before the first document is delivered.

A test of a direct destination invokes its function, so it proves the role, the secret, the network, and the form. Of a
destination by Firehose it proves the function that transforms; --through-stream also puts the marked record into the
stream, which is the only way into Firehose: the lake, the metrics, and every destination receive it as well.

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

const printed: Readonly<Record<string, (name: string, options: DestinationOptions) => string>> = {
  template: (index, { addresses }) => json(openSearchTemplate({ index, addresses })),
  policy: (index, { days }) => json(openSearchPolicy(index, days)),
  ddl: (table) => redshiftStatements(table).trimEnd(),
};

const words = [...Object.keys(printed), 'test'];

/** `cfrl destination`: prints what a destination needs before documents are delivered, and tests one. */
export function destinationCommand(signal: AbortSignal): Command {
  const command = new Command('destination')
    .description('Print what a destination needs: index template, policy, or table. Or test a destination.')
    .argument('<WHAT>', words.join(', '))
    .argument('<NAME>', 'name of the index, table, or destination')
    .option(
      '--addresses <WORD>',
      "the pipeline's setting for addresses",
      oneOf('--addresses', addressHandlings),
      'keep',
    )
    .option('--days <N>', 'days after which the policy deletes an index', wholeNumber('--days', 1, 3650), 30)
    .option('--through-stream', 'test: put the marked record into the stream');
  addStackOption(command);
  return addAwsOptions(command)
    .addHelpText('after', help)
    .action(async (what: string, name: string, options: DestinationOptions) => {
      if (what === 'test') {
        await withAwsSentences(options, () => runTest(name, options, signal));
        return;
      }
      const print = Object.hasOwn(printed, what) ? printed[what] : undefined;
      if (print === undefined) {
        throw new UsageError(`WHAT: expected ${words.join(', ')}, got '${what}'`);
      }
      const pattern = what === 'ddl' ? /^[a-z_]\w*(?:\.[a-z_]\w*)?$/i : /^(?![-_+.])[a-z0-9._-]{1,80}$/;
      if (!pattern.test(name))
        throw new UsageError(`NAME: expected the name of an index or table, got '${name}'`);
      output.lines(print(name, options).split('\n'));
    });
}

function json(value: object): string {
  return JSON.stringify(value, null, 2);
}
