import { Command } from 'commander';
import { columnName, findField } from '../core/fields/catalog.ts';
import { hourStatements } from '../core/lake/compaction/hourStatements.ts';
import { compactionTarget } from '../core/lake/compaction/target.ts';
import { compactedColumns, fileColumn } from '../core/lake/requestsView.ts';
import { tableColumns } from '../core/lake/table.ts';
import { oneOf, wholeNumber } from '../terminal/commandLine.ts';
import { output } from '../terminal/printer.ts';
import { UsageError } from '../terminal/usageError.ts';
import { readHour } from './compact/hourOption.ts';
import { systemClock } from './stream/clock.ts';

const help = `
Prints the statements that merge one arrival hour of the lake, prove the result, and update the hourly totals. The
command runs nothing and does not call AWS. The state machine of the stack runs the same statements.

The tables must exist. Run the statements in order, and stop if a proof counts missing or doubled requests. You can run
them again: they add nothing twice. They do not change the view "requests", and they delete no files.

Examples:
  npx cfrl compact --print --hour 2026-11-20T13
  npx cfrl compact --print --hour 2026-11-20T13 --dialect trino --schema lake > hour.sql
`;

/** Engines whose statements can be printed. */
const dialects = ['athena', 'trino'] as const;

interface CompactOptions {
  readonly print?: true;
  readonly hour?: string;
  readonly dialect: (typeof dialects)[number];
  readonly schema: string;
  readonly slices: number;
  readonly unknownFields: readonly string[];
}

/** `cfrl compact`: prints what the compaction runs. */
export function compactCommand(): Command {
  return new Command('compact')
    .description('Print the statements that merge one hour of the lake.')
    .option('--print', 'print the statements, and run nothing')
    .option('--hour <HOUR>', 'hour in which the records arrived, UTC: 2026-11-20T13')
    .option('--dialect <ENGINE>', dialects.join(' or '), oneOf('--dialect', dialects), 'athena')
    .option('--schema <NAME>', 'schema of the tables in Trino', readSchema, 'lake')
    .option(
      '--slices <N>',
      'parts to merge the hour in: one for each 4 GB',
      wholeNumber('--slices', 1, 100),
      1,
    )
    .option(
      '--unknown-fields <NAMES>',
      "fields that the pipeline's settings add to the catalog",
      readFields,
      [],
    )
    .addHelpText('after', help)
    .action(printHour);
}

function printHour({ print, hour, dialect, schema, slices, unknownFields }: CompactOptions): void {
  if (print === undefined || hour === undefined)
    throw new UsageError(`expected --print and --hour, got no ${print === undefined ? '--print' : '--hour'}`);
  const columns = tableColumns(unknownFields).map(({ name }) => name);
  const target = compactionTarget(dialect, columns, [], schema);
  const statements = hourStatements(target, readHour(hour, systemClock.now()), slices);
  output.lines(
    statements.flatMap(({ purpose, sql }, index) => [
      ...(index === 0 ? [] : ['']),
      `-- ${index + 1}. ${purpose}`,
      ...`${sql};`.split('\n'),
    ]),
  );
}

function readSchema(value: string): string {
  if (/^[a-z_][a-z0-9_]{0,127}$/.test(value)) return value;
  throw new UsageError(
    `--schema: expected lowercase letters, digits, and _, and no digit first, got '${value}'`,
  );
}

function readFields(value: string): string[] {
  const names = value.split(',').map((name) => name.trim());
  const taken = new Set<string>([...compactedColumns(), fileColumn].map(({ name }) => name));
  for (const name of names) {
    if (!/^[a-z][a-z0-9-]{0,127}$/.test(name) || findField(name) !== undefined || taken.has(columnName(name)))
      throw new UsageError(
        `--unknown-fields: expected names of different fields that the catalog lacks, separated by commas, got '${name}'`,
      );
    taken.add(columnName(name));
  }
  return names;
}
