import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { UsageError } from '../../../terminal/usageError.ts';

/**
 * Prepares SQL that a user entered. Only one statement that reads is accepted, as in Athena: others could write files.
 *
 * @throws Error with DuckDB's message if DuckDB rejects the SQL
 * @throws UsageError if it is another statement, or several statements
 */
export async function prepareQuery(
  connection: DuckDBConnection,
  sql: string,
): Promise<DuckDBPreparedStatement> {
  const { StatementType } = await import('@duckdb/node-api');
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw new UsageError(`expected one SQL statement, got ${statements.count}`);
  const prepared = await statements.prepare(0);
  const type = prepared.statementType;
  if (type === StatementType.SELECT) return prepared;
  if (type !== StatementType.EXPLAIN) {
    throw new UsageError(
      `expected a query, such as SELECT, got a statement of the type ${StatementType[type]}`,
    );
  }
  // EXPLAIN ANALYZE runs the statement, which can be any.
  if (/\banalyze\b/i.test(sql)) throw new UsageError('expected EXPLAIN without ANALYZE, got EXPLAIN ANALYZE');
  return prepared;
}
