import type { Command } from 'commander';
import { type DocumentFormatName, documentFormatNames } from '../../core/json/documentFormat.ts';
import { oneOf } from '../../terminal/commandLine.ts';
import { UsageError } from '../../terminal/usageError.ts';

/** Values of `--via`. */
export const deliveryWays = ['direct', 'firehose', 'both'] as const;

/** Document formats for an HTTP endpoint. */
const httpForms = documentFormatNames.filter((name) => !['opensearch', 's3', 'redshift'].includes(name));

/** Options of a destination in addition to the lake. */
export interface DestinationOptions {
  readonly destination?: string;
  readonly via: (typeof deliveryWays)[number];
  readonly destinationFormat: DocumentFormatName;
}

/** Adds the options of a destination to a command. */
export function addDestinationOptions(command: Command): Command {
  return command
    .option(
      '--destination <url>',
      'OpenSearch node or HTTP endpoint that also receives the records, as documents',
      readUrl,
    )
    .option(
      '--via <way>',
      'delivery: direct, firehose, or both, each to a separate index',
      oneOf('--via', deliveryWays),
      'direct',
    )
    .option(
      '--destination-format <word>',
      `format of the documents for an HTTP endpoint: ${httpForms.join(', ')}`,
      oneOf('--destination-format', httpForms),
      'generic',
    );
}

function readUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '') return value;
  throw new UsageError(
    `--destination: expected a URL such as http://127.0.0.1:9200, without user and password, got '${value}'`,
  );
}
