import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { duckdbTables } from '../../../core/lake/duckdbTables.ts';
import { sqlText } from '../../../core/sql/literals.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const temporary = temporaryFolder();

describe('the tables of a folder', () => {
  it('read only this folder, even if its name is also a pattern', async () => {
    const folder = join(temporary, "it's [a]* ?");
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const [name, status] of [
      [folder, 200],
      [join(temporary, "it's a1 2"), 500],
    ] as const) {
      const partition = join(name, 'raw/arrival_day=2026-11-20/arrival_hour=13');
      mkdirSync(partition, { recursive: true });
      await connection.run(
        `COPY (SELECT ${status} AS sc_status) TO ${sqlText(join(partition, 'a.parquet'))} (FORMAT parquet)`,
      );
    }
    for (const statement of duckdbTables({ folder, hasFiles: true })) await connection.run(statement);
    const answer = await connection.runAndReadAll('SELECT sc_status, arrival_hour FROM requests_raw');
    connection.closeSync();
    expect(answer.getRowsJson()).toEqual([[200, 13]]);
  });
});
