import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { quarantinePrefix } from '../../core/lake/keys.ts';
import { requestsExact } from '../../core/lake/queries/requestsExact.ts';
import { sqlText } from '../../core/sql/literals.ts';
import { compactLake } from '../../emulator/compaction/compactLake.ts';
import { Lake } from '../../emulator/lake.ts';
import { isUnreadable, numberedRecord } from '../records/numberedRecord.ts';
import { fieldsByLayout, type LayoutLetter } from '../records/soakLayouts.ts';
import { isCorrectRow, numberedRows } from './soakRows.ts';

/** Findings of an independent reader about a lake of numbered records. */
export interface LakeFindings {
  /** Numbers without a row or a quarantine entry. */
  readonly lost: readonly number[];
  /** The number of each row beyond the first of its record. */
  readonly duplicated: readonly number[];
  /** Quarantine entries beyond the first of each record. */
  readonly duplicatedInQuarantine: number;
  /** Rows and entries that differ from the record with their number. */
  readonly wrong: readonly string[];
  /** Duplicated rows that the saved query `requests_exact` removes. */
  readonly removed: number;
  /** Duplicated and missing rows in the result of `requests_exact`. */
  readonly notExact: number;
  /** Duplicated, missing, and wrong rows in the view `requests` after a compaction of the lake. */
  readonly notExactCompacted: number;
}

/** The records that were sent. */
export interface SentRecords {
  readonly records: number;
  readonly epoch: number;
  /** Layouts whose records may be in quarantine, because they arrived before the layout was known. */
  readonly mayBeQuarantined: readonly LayoutLetter[];
}

/** Longer than the clock of any soak advances. */
const hoursBack = 2000;

/** Counts the numbered records in a lake, with DuckDB over its Parquet and quarantine files. */
export async function checkLake(folder: string, sent: SentRecords): Promise<LakeFindings> {
  const lake = await Lake.open(folder);
  try {
    await lake.ask(`CREATE TABLE numbered AS ${numberedRows('requests_raw')}`);
    const exactSql = requestsExact.sql.replaceAll(/interval '\d+' hour/g, `interval '${hoursBack}' hour`);
    await lake.ask(`CREATE TABLE exact AS SELECT cs_uri_stem FROM (${exactSql})`);
    const quarantined = await readQuarantine(lake, folder);
    const rows = await countNumbers(lake, 'numbered');
    const exact = await countNumbers(lake, `(${numberedRows('exact')})`);
    const missing = await lake.ask(
      `SELECT range AS n FROM range(${sent.records}) WHERE range NOT IN (SELECT n FROM numbered WHERE n IS NOT NULL) ORDER BY n`,
    );
    const surplus = await lake.ask(
      'SELECT n FROM (SELECT n, row_number() OVER (PARTITION BY n) AS copy FROM numbered) WHERE copy > 1 ORDER BY n',
    );
    const notExactCompacted = rows.all === 0 ? 0 : await checkCompacted(lake, folder, sent, rows.distinct);
    const kept = new Set(quarantined.map(({ number }) => number));
    return {
      lost: missing.map(({ n }) => Number(n)).filter((number) => !kept.has(number)),
      duplicated: surplus.map(({ n }) => Number(n)),
      duplicatedInQuarantine: quarantined.length - kept.size,
      wrong: [...(await wrongRows(lake, 'numbered', sent)), ...wrongEntries(quarantined, sent)],
      removed: rows.all - exact.all,
      notExact: exact.all - exact.distinct + Math.abs(rows.distinct - exact.distinct),
      notExactCompacted,
    };
  } finally {
    lake.close();
  }
}

/** Compacts the lake, and counts wrong, duplicated, and missing rows in `requests`. */
async function checkCompacted(
  lake: Lake,
  folder: string,
  sent: SentRecords,
  expected: number,
): Promise<number> {
  const wrongBefore = (await wrongRows(lake, 'numbered', sent)).length;
  await compactLake(lake, folder);
  await lake.ask(`CREATE TABLE compacted AS ${numberedRows('requests')}`);
  const { all, distinct } = await countNumbers(lake, 'compacted');
  const wrong = (await wrongRows(lake, 'compacted', sent)).length;
  return all - distinct + Math.abs(expected - distinct) + Math.max(0, wrong - wrongBefore);
}

async function countNumbers(lake: Lake, source: string): Promise<{ all: number; distinct: number }> {
  const [row] = await lake.ask(`SELECT count(*) AS rows, count(DISTINCT n) AS numbers FROM ${source}`);
  return { all: Number(row['rows']), distinct: Number(row['numbers']) };
}

async function wrongRows(lake: Lake, table: string, { epoch }: SentRecords): Promise<string[]> {
  const rows = await lake.ask(`SELECT * FROM ${table} WHERE NOT (${isCorrectRow(epoch)}) ORDER BY n`);
  return rows.map((row) =>
    JSON.stringify(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))),
  );
}

interface QuarantinedLine {
  readonly number: number;
  readonly line: string;
}

async function readQuarantine(lake: Lake, folder: string): Promise<QuarantinedLine[]> {
  const quarantine = join(folder, quarantinePrefix);
  if (!existsSync(quarantine)) return [];
  const files = join(quarantine, '**', '*.ndjson.gz');
  const lines = await lake.ask(
    `SELECT decode(from_base64(data)) AS line FROM read_json(${sqlText(files)}, format = 'newline_delimited', columns = {data: 'VARCHAR'})`,
  );
  return lines.map((row) => {
    const line = String(row['line']);
    const number = /^unreadable\t(\d+)\n$/.exec(line)?.[1] ?? /\t\/[abc]\/(\d+)\?/.exec(line)?.[1];
    return { number: Number(number ?? Number.NaN), line };
  });
}

/** Entries whose bytes differ from their record, or whose record a known layout can read. */
function wrongEntries(
  entries: readonly QuarantinedLine[],
  { epoch, mayBeQuarantined }: SentRecords,
): string[] {
  const letters = Object.keys(fieldsByLayout) as LayoutLetter[];
  return entries
    .filter(({ number, line }) => {
      const allowed = isUnreadable(number) ? letters : mayBeQuarantined;
      return !allowed.some((letter) => line === `${numberedRecord(number, letter, epoch)}\n`);
    })
    .map(({ line }) => `in quarantine: ${line}`);
}
