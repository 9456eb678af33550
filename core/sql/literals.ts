/**
 * Formats text as an SQL literal for DuckDB, Athena, and Trino. DuckDB ends a statement at a NUL character, so NUL
 * characters become calls of `chr`.
 */
export function sqlText(text: string): string {
  const parts = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? parts[0] : `(${parts.join(' || chr(0) || ')})`;
}

/** Formats a time, in epoch milliseconds, as an SQL timestamp literal in UTC. */
export function sqlTimestamp(time: number): string {
  return `TIMESTAMP '${new Date(time).toISOString().replace('T', ' ').slice(0, -1)}'`;
}
