import { DuckDBInstance } from '@duckdb/node-api';

// A process that runs one statement of DuckDB with a number of threads, and no more.
const [statement = '', threads = '1'] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(`SET threads TO ${Number(threads)}`);
await connection.run(statement);
connection.closeSync();
