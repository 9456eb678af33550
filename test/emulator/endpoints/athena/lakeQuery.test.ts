import { DuckDBInstance } from '@duckdb/node-api';
import { duckdbTables } from '../../../../core/lake/duckdbTables.ts';
import { athenaFunctions } from '../../../../emulator/endpoints/athena/lakeQuery.ts';
import { facets } from '../../../../explorer/facets/facets.ts';
import { timeSteps } from '../../../../explorer/questions/timeSteps.ts';
import { mediaSql } from '../../../../explorer/sql/media.ts';
import { facetsSql, latestSql, seriesSql } from '../../../../explorer/sql/questions.ts';

it("DuckDB's versions of Athena's functions return the same results", async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const statement of athenaFunctions) await connection.run(statement);
  const answer = await connection.runAndReadAll(
    "SELECT regexp_replace('/1//2/', '/[0-9]/', '-') AS text, approx_percentile(n, 0.95) BETWEEN 93 AND 96 AS near, to_unixtime(TIMESTAMP '2026-11-20 13:00:00.25') AS seconds FROM range(100) t(n)",
  );
  expect(answer.getRowObjectsJson()).toEqual([
    { text: '--', near: true, seconds: Date.parse('2026-11-20T13:00:00.250Z') / 1000 },
  ]);
  connection.closeSync();
});

it("DuckDB runs the explorer's queries in Athena's dialect", async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const tables = duckdbTables({ folder: '', hasFiles: false });
  for (const statement of [...tables, ...athenaFunctions]) await connection.run(statement);
  const question = { from: 0, to: 3_600_000, filters: [{ facet: 'country', include: ['DE'], exclude: [] }] };
  const logged = facets.filter(({ isDerived }) => !isDerived);
  for (const sql of [
    seriesSql(question, timeSteps(question.from, question.to), 'athena'),
    facetsSql(question, logged, 10, 'athena'),
    latestSql(question, 10, 'athena'),
    mediaSql(question, true),
  ]) {
    await connection.runAndReadAll(sql);
  }
  connection.closeSync();
});
