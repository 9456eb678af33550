import { explainBySql } from '../../core/insight/explainBySql.ts';
import type { Explanation } from '../../core/insight/explanation.ts';
import type { SqlDialect } from '../../core/insight/facets/facetSql.ts';
import { fieldsOfMeasure, type Measure } from '../../core/insight/measures.ts';
import type { InsightWindows } from '../../core/insight/sources/insightSql.ts';
import type { AskSql } from '../../core/insight/sources/sqlSource.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { parseWhere } from '../tail/where/parseCondition.ts';

/** Settings of an explanation, for any source of records. */
export interface ExplainSettings {
  readonly measure: Measure;
  readonly windows: InsightWindows;
  /** Names of the fields that records have. */
  readonly logged: readonly string[];
  readonly where: string | undefined;
  /** Condition of the requests to compare with the others of the window; undefined to compare with the baseline. */
  readonly set: string | undefined;
}

/**
 * Returns the field from which a measure is calculated.
 *
 * @throws UsageError if the field isn't logged
 */
export function measureFieldOf(measure: Measure, logged: readonly string[]): string | undefined {
  const found = fieldsOfMeasure(measure, logged);
  if (found !== undefined) return found[0];
  throw new UsageError(
    `--metric: expected a metric whose field is logged, got '${measure.name}', which needs ${measure.fields.flat().join(' or ')}`,
  );
}

/** Explains a change with SQL over the view `requests`. */
export function explainLake(
  ask: AskSql,
  dialect: SqlDialect,
  settings: ExplainSettings,
): Promise<Explanation> {
  const { measure, logged, where, set } = settings;
  measureFieldOf(measure, logged);
  return explainBySql(ask, {
    ...settings,
    dialect,
    cacheBusting: true,
    where: where === undefined ? undefined : parseWhere(where, logged).sql,
    set: set === undefined ? undefined : parseWhere(set, logged, '--set'),
  });
}
