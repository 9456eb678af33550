import { DuckDBInstance } from '@duckdb/node-api';

// Runs a single DuckDB statement with a given number of threads.
const [statement = '', threads = '1'] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(`SET threads TO ${Number(threads)}`);
await connection.run(statement);
connection.closeSync();
