import { explainChange } from './explain.ts';
import type { Explanation } from './explanation.ts';
import type { SqlDialect } from './facetSql.ts';
import { facetsOf } from './facets.ts';
import type { InsightWindows, RequestsTable } from './insightSql.ts';
import { fieldsOfMeasure, type Measure } from './measures.ts';
import { type AskSql, sqlSource } from './sqlSource.ts';

/** A change to explain with SQL. */
export interface SqlQuestion {
  readonly dialect: SqlDialect;
  /** @default the view `requests` */
  readonly table?: RequestsTable | undefined;
  readonly measure: Measure;
  readonly windows: InsightWindows;
  /** Names of the logged fields. */
  readonly logged: readonly string[];
  /** Condition on the columns, in SQL. */
  readonly where?: string | undefined;
}

/** Explains a change with SQL queries. The fields of the measure must be logged. */
export function explainBySql(ask: AskSql, question: SqlQuestion): Promise<Explanation> {
  const { measure, windows, logged } = question;
  const source = sqlSource(ask, {
    ...question,
    measureField: fieldsOfMeasure(measure, logged)?.[0],
    facets: facetsOf(logged),
    hasClients: logged.includes('c-ip'),
  });
  return explainChange(source, {
    measure,
    selectionLength: windows.to - windows.from,
    baselineLength: windows.baselineTo - windows.baselineFrom,
  });
}
