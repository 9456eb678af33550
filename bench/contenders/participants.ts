import { rmSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { findField } from '../../core/fields/catalog.ts';
import type { BenchmarkEvent } from '../traffic/event.ts';
import type { Contender } from './contender.ts';
import { DuckDb, memoryFolder } from './duckdb.ts';
import { Floor } from './floor.ts';
import { HyparquetColumns } from './hyparquetColumns.ts';
import { HyparquetRows } from './hyparquetRows.ts';
import { Ours } from './ours.ts';
import { ParquetJs } from './parquetJs.ts';
import { findDifferences } from './sameValues.ts';

/** The contenders, with this project first, and reasons why others couldn't take part. */
export interface Participants {
  readonly contenders: readonly Contender[];
  readonly absent: readonly string[];
}

/** Prepares all contenders for an event. */
export async function makeContenders({ fields, json }: BenchmarkEvent): Promise<Participants> {
  const ours = new Ours(fields);
  const contenders: Contender[] = [
    ours,
    new Floor(ours.run(json)),
    await DuckDb.create(fields, 'raw'),
    await DuckDb.create(fields, 'decoded'),
    new HyparquetColumns(fields),
    new HyparquetRows(fields),
  ];
  const absent: string[] = [];
  try {
    contenders.push(await ParquetJs.create(fields));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    absent.push(`parquetjs is not measured: @dsnp/parquetjs cannot be loaded (${code ?? message})`);
  }
  return { contenders, absent };
}

/**
 * Checks that the contenders' files for an event contain the same values as this project's. Compares all
 * values if a contender does the same work, and only numbers if it leaves text as logged.
 *
 * @throws Error with columns, rows, and values that differ
 */
export async function checkValues(contenders: readonly Contender[], event: BenchmarkEvent): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const folder = memoryFolder();
  const differences: string[] = [];
  try {
    const [ours, ...others] = contenders as [Contender, ...Contender[]];
    const ourFile = { name: ours.name, bytes: await ours.run(event.json) };
    for (const other of others) {
      if (other.makes === 'no file') continue;
      const file = { name: other.name, bytes: await other.run(event.json) };
      const fields = other.makes === 'raw text' ? event.fields.filter(isNumber) : event.fields;
      differences.push(...(await findDifferences(connection, folder, fields, [ourFile, file])));
    }
  } finally {
    connection.closeSync();
    rmSync(folder, { recursive: true });
  }
  if (differences.length > 0)
    throw new Error(`expected the same values in all files, got\n${differences.join('\n')}`);
}

function isNumber(field: string): boolean {
  return (findField(field)?.type ?? 'string') !== 'string';
}
