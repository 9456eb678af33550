import { requestById } from '../../core/lake/queries/requestById.ts';
import { type SavedQuery, savedQueries } from '../../core/lake/queries.ts';
import { didYouMean } from '../../core/suggestion.ts';
import { UsageError } from '../../terminal/usageError.ts';

/** A query. */
export interface QueryText {
  readonly sql: string;
  /** The saved query; undefined if the user entered SQL. */
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
    throw new UsageError("expected another query, got request_by_id; use 'npx cfrl find REQUEST_ID' instead");
  }
  if (saved !== undefined) return { sql: saved.sql, saved };
  if (/^\s*(--.*\n\s*)*\(*\s*(select|with|show|describe|explain|values)\b/i.test(argument)) {
    return { sql: argument.replace(/[\s;]+$/, ''), saved: undefined };
  }
  const names = savedQueries.map(({ name }) => name);
  throw new UsageError(
    `expected SQL that starts with SELECT or WITH, or a saved query (${names.join(', ')}), got '${argument}'${didYouMean(argument, names)}`,
  );
}
