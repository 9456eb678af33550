import { dayAndHour } from '../keys.ts';
import { arrivalOfRow, eventDay, sequenceIdentity } from './identity.ts';
import { columnList, hourLiteral } from './sqlText.ts';
import type { CompactionTarget } from './target.ts';

/**
 * Returns the statement that replaces the view `requests`: compacted rows of arrival hours up to the watermark, raw
 * rows of later hours. The watermark is stored only in the text of this view.
 *
 * @param watermark the last arrival hour that the view reads from the compacted table, hours since the epoch; undefined
 *   for a pipeline without compaction, whose view contains raw rows only
 */
export function replaceView(target: CompactionTarget, watermark: number | undefined): string {
  const { view } = target;
  const halves = watermark === undefined ? [rawHalf(target)] : bothHalves(target, watermark);
  return `CREATE OR REPLACE VIEW ${view} AS\n${halves.join('\nUNION ALL\n')}`;
}

function bothHalves(target: CompactionTarget, watermark: number): string[] {
  const { compacted, columns, removedColumns, dialect } = target;
  const file = dialect === 'duckdb' ? `'${compacted}'` : '"$path"';
  const [day, hourOfDay] = dayAndHour(watermark);
  return [
    `SELECT ${columnList([...columns, ...removedColumns])}, arrival_day, arrival_hour, day, ${file} AS file
FROM ${compacted}
WHERE arrived <= ${hourLiteral(watermark)}`,
    `${rawHalf(target)}
WHERE arrival_day >= '${day}' AND (arrival_day > '${day}' OR arrival_hour > ${Number(hourOfDay)})`,
  ];
}

/** Value of a removed field in the raw half. */
const noValue = 'CAST(NULL AS varchar)';

function rawHalf({ raw, columns, removedColumns }: CompactionTarget): string {
  const values = columns.map((name) => {
    // The same type as in the compacted table.
    if (name === 'timestamp') return 'CAST("timestamp" AS timestamp(6)) AS "timestamp"';
    if (name === 'sequence_number') return `${sequenceIdentity} AS sequence_number`;
    return `"${name}"`;
  });
  const nulls = removedColumns.map((name) => `${noValue} AS "${name}"`);
  return `SELECT ${[...values, ...nulls].join(', ')}, arrival_day, arrival_hour, ${eventDay(arrivalOfRow)} AS day, "$path" AS file
FROM ${raw}`;
}

/**
 * Whether the view reads exactly these columns from the raw table. If not, it misses a new field, or fails because it
 * reads a removed one.
 *
 * @param view the names of the view's columns for fields, and its text
 * @param columns names of the fields' columns of the raw table
 */
export function readsColumns(
  view: { readonly columns: readonly string[]; readonly viewText: string },
  columns: readonly string[],
): boolean {
  const { sql } = readViewState(view.viewText);
  const nulls = [...sql.matchAll(/CAST\(NULL AS varchar\)\s+(?:AS\s+)?"?(\w+)"?/gi)].map(([, name]) => name);
  const read = view.columns.filter((name) => !nulls.includes(name));
  return read.length === columns.length && columns.every((name) => read.includes(name));
}

/** State that is stored in the text of the view. */
export interface ViewState {
  /** Hours since the epoch; undefined if the view has raw rows only. */
  readonly watermark: number | undefined;
  /** The SQL of the view. */
  readonly sql: string;
}

/** Athena stores a view in Glue as JSON in base64, in a comment. */
const storedForm = /^\/\* Presto View: ([A-Za-z0-9+/=]+) \*\/$/;

/** Matches the watermark in the view's SQL, which each engine formats differently. */
const watermarkForm = /"?arrived"?\s*<=\s*(?:TIMESTAMP\s+|CAST\()'(\d{4}-\d\d-\d\d) (\d\d):00:00'/i;

/**
 * Reads the watermark from the text of the view.
 *
 * @param text `ViewOriginalText` of the Glue table, or the SQL itself
 * @throws Error if the view was not created by `replaceView`
 */
export function readViewState(text: string): ViewState {
  const encoded = storedForm.exec(text.trim())?.[1];
  const sql = encoded === undefined ? text : originalSql(encoded);
  const found = watermarkForm.exec(sql);
  if (found) return { watermark: Date.parse(`${found[1]}T${found[2]}:00:00Z`) / 3_600_000, sql };
  if (/requests_raw/.test(sql)) return { watermark: undefined, sql };
  throw new Error(
    `expected the view that the compaction wrote, got one without requests_raw: ${JSON.stringify(sql.slice(0, 200))}`,
  );
}

function originalSql(encoded: string): string {
  const { originalSql: sql } = JSON.parse(Buffer.from(encoded, 'base64').toString()) as {
    originalSql?: unknown;
  };
  return typeof sql === 'string' ? sql : '';
}
