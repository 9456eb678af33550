import { resultTypeFields } from '../metrics/definitions.ts';
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
  /** Whether cache busting is looked for, by one more query. @default false */
  readonly cacheBusting?: boolean;
}

/** Explains a change with SQL queries. The fields of the measure must be logged. */
export function explainBySql(ask: AskSql, question: SqlQuestion): Promise<Explanation> {
  const { measure, windows, logged, cacheBusting = false } = question;
  const resultField = logged.includes('cs-uri-stem')
    ? resultTypeFields.find((name) => logged.includes(name))
    : undefined;
  const source = sqlSource(
    ask,
    {
      ...question,
      measureField: fieldsOfMeasure(measure, logged)?.[0],
      facets: facetsOf(logged),
      hasClients: logged.includes('c-ip'),
    },
    cacheBusting ? resultField : undefined,
  );
  return explainChange(source, {
    measure,
    selectionLength: windows.to - windows.from,
    baselineLength: windows.baselineTo - windows.baselineFrom,
  });
}
