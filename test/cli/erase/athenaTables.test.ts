import { currentFiles, eraseFromTable, findRows } from '../../../cli/erase/athenaTables.ts';
import type { AthenaCalls } from '../../../core/aws/athena/athenaCalls.ts';
import { subjectOfTexts } from '../../../core/erasure/subject.ts';
import { compactionTarget } from '../../../core/lake/compaction/target.ts';

const subject = subjectOfTexts('192.0.2.7', []);
const tables = {
  lake: 'logs/web',
  target: compactionTarget('athena', ['c_ip']),
  textColumns: ['c_ip'],
  hasCompacted: true,
};
const found = { rawKeys: [], rows: 3, days: ['2026-11-20'], hours: [498_828] };

/** A stub of Athena that records statements. `answer` returns rows, or the reason of a failure. */
function athenaOf(answer: (sql: string) => readonly Readonly<Record<string, string>>[] | string) {
  const statements: string[] = [];
  const calls: AthenaCalls = {
    start: async (sql) => String(statements.push(sql) - 1),
    async status(id) {
      const reason = answer(statements[Number(id)]);
      return typeof reason === 'string'
        ? { state: 'FAILED', reason, scannedBytes: 0 }
        : { state: 'SUCCEEDED', reason: undefined, scannedBytes: 0 };
    },
    async page(id) {
      const rows = answer(statements[Number(id)]);
      if (typeof rows === 'string') throw new Error(rows);
      const names = Object.keys(rows[0] ?? {});
      return {
        columns: names.map((name) => ({ name, type: 'varchar' })),
        rows: rows.map((row) => names.map((name) => row[name] ?? null)),
        nextToken: undefined,
      };
    },
    stop: async () => {},
  };
  return { statements, context: { calls, sleep: async () => {}, signal: new AbortController().signal } };
}

describe('an erasure from tables', () => {
  it('finds raw files, and the days and hours in the compacted table', async () => {
    const { context } = athenaOf((sql) =>
      sql.includes('requests_raw')
        ? [
            { file: 's3://logs/web/raw/arrival_day=2026-11-20/b.parquet' },
            { file: 's3://logs/web/raw/a.parquet' },
          ]
        : [
            { day: '2026-11-20', hour: '498828.0', found: '2' },
            { day: '2026-11-20', hour: '498827.0', found: '1' },
          ],
    );
    expect(await findRows(context, tables, subject)).toEqual({
      rawKeys: ['raw/a.parquet', 'raw/arrival_day=2026-11-20/b.parquet'],
      rows: 3,
      days: ['2026-11-20'],
      hours: [498_827, 498_828],
    });
  });

  it('returns the keys of the files of the compacted table', async () => {
    const { context } = athenaOf(() => [{ file_path: 's3://logs/web/compacted/data/a.parquet' }]);
    expect(await currentFiles(context, tables)).toEqual(new Set(['compacted/data/a.parquet']));
  });

  it('repeats a statement that must run again', async () => {
    let left = 2;
    const { context, statements } = athenaOf((sql) =>
      sql.startsWith('VACUUM requests_compacted') && left-- > 0 ? 'ICEBERG_VACUUM_MORE_RUNS_NEEDED' : [],
    );
    await eraseFromTable(context, tables, subject, found, () => {});
    expect(statements.filter((sql) => sql === 'VACUUM requests_compacted')).toHaveLength(3);
  });

  it('restores the usual properties of the tables after a failure', async () => {
    const { context, statements } = athenaOf((sql) =>
      sql.startsWith('OPTIMIZE') ? 'ICEBERG_COMMIT_ERROR' : [],
    );
    await expect(eraseFromTable(context, tables, subject, found, () => {})).rejects.toThrow(
      'ICEBERG_COMMIT_ERROR',
    );
    expect(statements.slice(-2)).toEqual([
      expect.stringMatching(/^ALTER TABLE requests_compacted SET .*'432000'/),
      expect.stringMatching(/^ALTER TABLE requests_hourly SET .*'432000'/),
    ]);
  });
});
