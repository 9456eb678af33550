/** Another window for a saved query. */
export interface QueryWindow {
  /** The time that the query looks back from, epoch milliseconds. Default: now */
  readonly until?: number | undefined;
  /** How far it looks back. Default: what the query says */
  readonly hours?: number | undefined;
}

/** A saved query over another window. Its text says how far it looks back: `localtimestamp - interval '3' hour`. */
export function withWindow(sql: string, { until, hours }: QueryWindow): string {
  const moved =
    until === undefined
      ? sql
      : sql.replaceAll(
          /\blocaltimestamp\b/g,
          `TIMESTAMP '${new Date(until).toISOString().replace('T', ' ').slice(0, -1)}'`,
        );
  return hours === undefined ? moved : moved.replaceAll(/interval '\d+' hour/g, `interval '${hours}' hour`);
}
