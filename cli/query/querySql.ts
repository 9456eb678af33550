import { requestById } from '../../core/lake/queries/requestById.ts';
import { type SavedQuery, savedQueries } from '../../core/lake/queries.ts';
import { UsageError } from '../../terminal/usageError.ts';

/** Another window for a saved query. */
export interface QueryWindow {
  /** The time that the query looks back from, epoch milliseconds. Default: now */
  readonly until?: number | undefined;
  /** How far it looks back. Default: what the query says */
  readonly hours?: number | undefined;
}

/** What can be asked. */
export interface QueryText {
  readonly sql: string;
  /** The saved query that it comes from; undefined if the user wrote the SQL. */
  readonly saved: SavedQuery | undefined;
}

/**
 * Reads the argument of `cfrl query`: the name of a saved query, or SQL.
 *
 * @throws UsageError if it is neither
 */
export function readQuery(argument: string): QueryText {
  const saved = savedQueries.find(({ name }) => name === argument.trim().toLowerCase());
  if (saved === requestById) {
    throw new UsageError("expected another query, got request_by_id; 'npx cfrl find REQUEST_ID' answers it");
  }
  if (saved !== undefined) return { sql: saved.sql, saved };
  if (/^\s*(--.*\n\s*)*\(*\s*(select|with|show|describe|explain|values)\b/i.test(argument)) {
    return { sql: argument.replace(/[\s;]+$/, ''), saved: undefined };
  }
  throw new UsageError(
    `expected SQL that begins with SELECT or WITH, or a saved query (${savedQueries.map(({ name }) => name).join(', ')}), got '${argument}'`,
  );
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
