import { dayAndHour, hourOf } from '../../core/lake/keys.ts';
import { savedQueries } from '../../core/lake/queries.ts';
import type { TrinoLake } from '../lake/trinoLake.ts';
import type { Session } from '../session.ts';

/** Limits of a table scan in a plan, by column. */
type Limits = Readonly<Record<string, string>>;

/**
 * Reads the limits of the scans in a plan, by table: the columns that select files and partitions, and the
 * values of partition columns.
 */
export function scanLimits(plan: string): ReadonlyMap<string, Limits> {
  const limits = new Map<string, Record<string, string>>();
  let table: Record<string, string> | undefined;
  let column = '';
  for (const line of plan.split('\n')) {
    const [, name, constrained] =
      /Scan\S*\[table = \w+:\w+[.:](\w+)\S*(?: constraint on \[([^\]]*)\])?/.exec(line) ?? [];
    if (name !== undefined) {
      const names = constrained === undefined ? [] : constrained.split(', ');
      table = Object.fromEntries(names.map((each) => [each, '']));
      limits.set(name, table);
    }
    column = /^[\s│└├─]*(?:\w+ := )?(?:\d+:)?(\w+):/.exec(line)?.[1] ?? column;
    const values = /^[\s│└├─]*:: (\[\[.*\])$/.exec(line)?.[1];
    if (values !== undefined && table !== undefined) table[column] = values;
  }
  return limits;
}

/** Checks which partitions and files queries open, from their plans and from the number of rows read. */
export async function provePruning(session: Session, lake: TrinoLake, until: number): Promise<void> {
  const wrong: string[] = [];
  for (const { name, sql } of savedQueries) {
    const plan = String((await lake.ask(`EXPLAIN ${sql}`)).values[0]?.[0]);
    const limits = scanLimits(plan);
    const raw = limits.get('requests_raw');
    const compacted = limits.get('requests_compacted');
    const days = [...(raw?.['arrival_day'] ?? '').matchAll(/\d{4}-\d\d-\d\d/g)];
    if (days.length === 0 || days.length > 2 || !raw?.['arrival_hour'])
      wrong.push(`${name}: expected one or two arrival days of raw files, got ${JSON.stringify(raw)}`);
    if (sql.includes('FROM requests\n') && !/\[\[\d{4}-\d\d-\d\d, <max>\)\]/.test(compacted?.['day'] ?? ''))
      wrong.push(`${name}: expected a first day of compacted rows, got ${JSON.stringify(compacted)}`);
  }
  session.check('plans of saved queries select partitions of both halves', wrong);

  const now = hourOf(until);
  await proveRowsRead(session, lake, 'a closed hour', now - 5, 'requests_compacted');
  await proveRowsRead(session, lake, 'an open hour', now - 1, 'requests_raw');
  const { statistics } = await lake.ask(
    "SELECT count(*) FROM requests WHERE day = DATE '2020-01-01' AND arrival_day = '2020-01-01'",
  );
  session.equal('a query on a day without rows opens no files', statistics.bytes, 0);
}

/** Checks that a query with filters on day, arrival day, and hour only reads the rows of that hour. */
async function proveRowsRead(
  session: Session,
  lake: TrinoLake,
  what: string,
  hour: number,
  table: 'requests_raw' | 'requests_compacted',
): Promise<void> {
  const [day, hourOfDay] = dayAndHour(hour);
  const where = `arrival_day = '${day}' AND arrival_hour = ${Number(hourOfDay)}`;
  const target = lake.target([]);
  const name = table === 'requests_raw' ? target.raw : target.compacted;
  const [stored] = await lake.run(`SELECT count(*) AS stored FROM ${name} WHERE ${where}`);
  const { statistics } = await lake.ask(
    `SELECT max(cs_uri_stem) FROM requests WHERE day BETWEEN DATE '${day}' - INTERVAL '1' DAY AND DATE '${day}' AND ${where}`,
  );
  session.equal(
    `a query on ${what} only reads its ${stored?.['stored']} rows`,
    statistics.rows,
    Number(stored?.['stored']),
  );
}
