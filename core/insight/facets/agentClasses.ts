import { sqlText } from '../../sql/literals.ts';
import type { SqlDialect } from './facetSql.ts';
import type { Facet } from './facets.ts';

/** User agents to classify for the facets `agent` and `bot`. No SQL engine can classify user agents. */
export interface AgentClasses {
  /** User agents, the most frequent first. */
  readonly agents: readonly string[];
}

/**
 * Maximum number of user agents, and characters of them, that a query lists. Athena rejects a query of more than 262,144 bytes
 * (Athena user guide, 'Service Quotas', November 2026), and a query lists each user agent twice.
 */
export const agentLimits: Readonly<
  Record<SqlDialect, { readonly agents: number; readonly characters: number }>
> = {
  athena: { agents: 400, characters: 60_000 },
  duckdb: { agents: 10_000, characters: 5_000_000 },
};

/** Returns an SQL expression for a row's `agent` or `bot`. A user agent that is not listed becomes `other`. */
export function agentExpression(
  facet: Facet,
  classes: AgentClasses | undefined,
  dialect: SqlDialect,
): string {
  let left = agentLimits[dialect].characters;
  const listed = (classes?.agents ?? []).filter((agent) => {
    left -= agent.length;
    return left >= 0;
  });
  const groups = Map.groupBy(listed, (agent) => facet.read(agent) ?? 'other');
  const cases = [...groups].map(
    ([value, agents]) => `WHEN cs_user_agent IN (${agents.map(sqlText).join(', ')}) THEN ${sqlText(value)}`,
  );
  const absent = facet.read(null);
  const none = absent === null ? '' : `WHEN cs_user_agent IS NULL THEN ${sqlText(absent)} `;
  return `CASE ${none}${cases.join(' ')} WHEN cs_user_agent IS NOT NULL THEN 'other' END`;
}
