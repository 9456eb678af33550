import { DuckDBInstance } from '@duckdb/node-api';
import { athenaFunctions } from '../../../../emulator/endpoints/athena/lakeQuery.ts';

it("DuckDB answers Athena's functions as Athena does", async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const statement of athenaFunctions) await connection.run(statement);
  const answer = await connection.runAndReadAll(
    "SELECT regexp_replace('/1//2/', '/[0-9]/', '-') AS text, approx_percentile(n, 0.95) BETWEEN 93 AND 96 AS near FROM range(100) t(n)",
  );
  expect(answer.getRowObjectsJson()).toEqual([{ text: '--', near: true }]);
  connection.closeSync();
});
