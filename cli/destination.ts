import { Command } from 'commander';
import { openSearchPolicy, openSearchTemplate } from '../core/destinations/openSearchTemplate.ts';
import { redshiftStatements } from '../core/destinations/redshiftTable.ts';
import { type AddressHandling, addressHandlings } from '../core/sensitivity/policy.ts';
import { oneOf, wholeNumber } from '../terminal/commandLine.ts';
import { output } from '../terminal/printer.ts';
import { UsageError } from '../terminal/usageError.ts';

const help = `
WHAT is one of:
  template   the index template of OpenSearch; NAME is the index
  policy     the policy that deletes indices of OpenSearch by age; NAME is the index
  ddl        the table of Redshift, and the view without copies; NAME is the table

The output follows from the field catalog. Apply it before the first document is delivered.

Examples:
  npx cfrl destination template cloudfront-requests > template.json
  npx cfrl destination policy cloudfront-requests --days 30 > policy.json
  npx cfrl destination ddl public.requests
`;

interface DestinationOptions {
  readonly addresses: AddressHandling;
  readonly days: number;
}

const printed: Readonly<Record<string, (name: string, options: DestinationOptions) => string>> = {
  template: (index, { addresses }) => json(openSearchTemplate({ index, addresses })),
  policy: (index, { days }) => json(openSearchPolicy(index, days)),
  ddl: (table) => redshiftStatements(table).trimEnd(),
};

/** `cfrl destination`: prints what a destination needs before documents are delivered. */
export function destinationCommand(): Command {
  return new Command('destination')
    .description('Print the index template, the policy, or the table that a destination needs.')
    .argument('<WHAT>', Object.keys(printed).join(', '))
    .argument('<NAME>', 'name of the index or table')
    .option(
      '--addresses <WORD>',
      "the pipeline's setting for addresses",
      oneOf('--addresses', addressHandlings),
      'keep',
    )
    .option('--days <N>', 'days after which the policy deletes an index', wholeNumber('--days', 1, 3650), 30)
    .addHelpText('after', help)
    .action((what: string, name: string, options: DestinationOptions) => {
      const print = Object.hasOwn(printed, what) ? printed[what] : undefined;
      if (print === undefined) {
        throw new UsageError(`WHAT: expected ${Object.keys(printed).join(', ')}, got '${what}'`);
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
