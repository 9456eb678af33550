import { resultTypeFields } from '../metrics/definitions.ts';
import { explainChange } from './explain.ts';
import { type Explanation, questionOf } from './explanation.ts';
import type { SqlDialect } from './facets/facetSql.ts';
import { facetsOf } from './facets/facets.ts';
import { fieldsOfMeasure, type Measure } from './measures.ts';
import type { InsightWindows, RequestsTable } from './sources/insightSql.ts';
import { type AskSql, sqlSource } from './sources/sqlSource.ts';

/** A set of requests to compare with the other requests of the same time. */
export interface RequestSet {
  /** Condition on the columns, in SQL. */
  readonly sql: string;
  /** Names of the fields in the condition. Their values can't explain the difference. */
  readonly fields: readonly string[];
}

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
  /** The set of requests to compare with the others of the window. @default the window is compared with the baseline */
  readonly set?: RequestSet | undefined;
  /** Whether cache busting is looked for, by one more query. @default false */
  readonly cacheBusting?: boolean;
}

/** Explains a change with SQL queries. The fields of the measure must be logged. */
export function explainBySql(ask: AskSql, question: SqlQuestion): Promise<Explanation> {
  const { measure, logged, set, cacheBusting = false } = question;
  const resultField = logged.includes('cs-uri-stem')
    ? resultTypeFields.find((name) => logged.includes(name))
    : undefined;
  const source = sqlSource(
    ask,
    {
      ...question,
      measureField: fieldsOfMeasure(measure, logged)?.[0],
      set: set?.sql,
      facets: facetsOf(logged, set?.fields),
      hasClients: logged.includes('c-ip'),
    },
    cacheBusting ? resultField : undefined,
  );
  return explainChange(source, questionOf(question));
}
