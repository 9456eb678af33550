import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, listValue } from '@duckdb/node-api';
import { sqlText } from '../../../core/sql/literals.ts';
import type { ExportedFile, ExportFormat } from '../source.ts';

/** Maximum requests in an export. If more match, the latest are exported. */
export const maxExported = 1_000_000;

/** Locations of requests: row numbers by file. */
export type RequestPlaces = ReadonlyMap<string, readonly number[]>;

/** Matches text that a spreadsheet would run as a formula. */
const formula = String.raw`^[\s\p{Cc}\p{Cf}]*[=+\-@\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}|]|^[\t\r\n]`;

/** Writes requests with all fields to a Parquet file, or to a CSV file in which no text starts a formula. */
export async function exportRequests(
  connection: DuckDBConnection,
  places: RequestPlaces,
  format: ExportFormat,
): Promise<ExportedFile> {
  await connection.run('CREATE OR REPLACE TEMP TABLE chosen (file varchar, row bigint)');
  const appender = await connection.createAppender('chosen');
  for (const [file, rows] of places) {
    for (const row of rows) {
      appender.appendVarchar(file);
      appender.appendBigInt(BigInt(row));
      appender.endRow();
    }
  }
  appender.closeSync();
  const files = listValue([...places.keys()]);
  const read =
    'read_parquet($1, union_by_name = true, filename = true, file_row_number = true, hive_partitioning = false)';
  const described = await connection.runAndReadAll(
    `DESCRIBE SELECT * EXCLUDE (filename, file_row_number) FROM ${read}`,
    [files],
  );
  const columns = described.getRowsJS().map(([name, type]) => {
    const column = `"${String(name).replaceAll('"', '""')}"`;
    const isText = format === 'csv' && type === 'VARCHAR';
    return isText
      ? `CASE WHEN regexp_matches(${column}, '${formula}') THEN concat('''', ${column}) ELSE ${column} END AS ${column}`
      : column;
  });
  const path = join(mkdtempSync(join(tmpdir(), 'explorer-export-')), `requests.${format}`);
  const options = format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet, COMPRESSION zstd';
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE exported AS SELECT ${columns.join(', ')} FROM ${read} AS lake
     JOIN chosen ON chosen.file = lake.filename AND chosen.row = lake.file_row_number ORDER BY ALL`,
    [files],
  );
  try {
    await connection.run(`COPY exported TO ${sqlText(path)} (${options})`);
  } finally {
    await connection.run('DROP TABLE exported');
    await connection.run('DROP TABLE chosen');
  }
  return { path, name: `requests.${format}` };
}
