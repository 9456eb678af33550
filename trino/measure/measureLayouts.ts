import { join } from 'node:path';
import { output } from '../../terminal/printer.ts';
import { textTable } from '../../terminal/textTable.ts';
import type { TrinoLake } from '../lake/trinoLake.ts';
import type { Session } from '../session.ts';
import { measureQueries } from './measureQueries.ts';
import { bytesOf, filesOf, megabytes } from './storedFiles.ts';

/** Row orders that an Iceberg table in Trino can have. */
const orders = [
  ['as written by OPTIMIZE', []],
  ['by time', ['timestamp']],
  ['by host, time', ['x_host_header', 'timestamp']],
  ['by path, time', ['cs_uri_stem', 'timestamp']],
] as const;

/** Uncompressed sizes of a row group, as the writer counts them. */
const rowGroups = ['128MB', '16MB'] as const;

/** Settings for files that DuckDB writes. */
const settings = [
  ['zstd 1', 'COMPRESSION_LEVEL 1'],
  ['zstd 3', 'COMPRESSION_LEVEL 3'],
  ['zstd 9', 'COMPRESSION_LEVEL 9'],
  ['zstd 19', 'COMPRESSION_LEVEL 19'],
  ['zstd 3, row groups of 10,000', 'COMPRESSION_LEVEL 3, ROW_GROUP_SIZE 10000'],
] as const;

/** Measures how order, compression level, and row-group size affect the size of files and the bytes read. */
export async function measureLayouts(session: Session, lake: TrinoLake, until: number): Promise<void> {
  const { compacted } = lake.target([]);
  const rows: Record<string, unknown>[] = [];
  for (const [index, [what, order]] of orders.entries())
    for (const size of rowGroups) {
      const name = `layout_${index}_${size.toLowerCase()}`;
      const table = `iceberg.${lake.schema}.${name}`;
      const sorted =
        order.length === 0 ? '' : `, sorted_by = ARRAY[${order.map((each) => `'${each}'`).join(', ')}]`;
      await lake.run(
        `CREATE TABLE ${table} WITH (format = 'PARQUET', partitioning = ARRAY['day']${sorted}) AS SELECT * FROM ${compacted}`,
        { session: `iceberg.parquet_writer_block_size=${size}` },
      );
      const [stored] = await lake.run(
        `SELECT sum(file_size_in_bytes) AS bytes FROM iceberg.${lake.schema}."${name}$files"`,
      );
      const day = await measureQueries(lake, { until, hours: 24, table });
      const nine = await measureQueries(lake, { until, hours: 9, table });
      rows.push({
        rows: what,
        'row groups': size,
        MB: megabytes(Number(stored?.['bytes'])),
        'MB read, day': megabytes(day.bytes),
        'MB read, 9 hours': megabytes(nine.bytes),
      });
    }
  output.lines([...textTable(rows), '']);
  output.lines([...textTable(await fileSettings(session, lake)), '']);
}

/** Measures the size of a file with all rows for different settings. */
async function fileSettings({ connection }: Session, lake: TrinoLake): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  const files = filesOf(lake, 'compacted/data/**/*.parquet').map((file) => `'${file}'`);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE day_rows AS SELECT * FROM read_parquet([${files.join(', ')}])`,
  );
  for (const order of ['', '"timestamp"', 'cs_uri_stem, "timestamp"'])
    for (const [what, options] of settings) {
      const file = join(lake.folder, 'settings.parquet');
      const by = order === '' ? '' : ` ORDER BY ${order}`;
      await connection.run(
        `COPY (SELECT * FROM day_rows${by}) TO '${file}' (FORMAT parquet, COMPRESSION zstd, ${options})`,
      );
      rows.push({
        rows: order === '' ? 'as written by OPTIMIZE' : `by ${order.replaceAll('"', '')}`,
        settings: what,
        MB: megabytes(bytesOf([file])),
      });
    }
  await connection.run('DROP TABLE day_rows');
  return rows;
}
