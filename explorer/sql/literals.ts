/** A text as a literal of SQL. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A time in epoch milliseconds as a literal of SQL, UTC. */
export function sqlTimestamp(time: number): string {
  return `TIMESTAMP '${new Date(time).toISOString().replace('T', ' ').slice(0, -1)}'`;
}
