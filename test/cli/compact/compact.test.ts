import { hourStatements } from '../../../core/lake/compaction/hourStatements.ts';
import { compactionTarget } from '../../../core/lake/compaction/target.ts';
import { tableColumns } from '../../../core/lake/table.ts';
import { runCfrl } from '../../support/runCfrl.ts';

const hour = Date.UTC(2026, 10, 20, 13) / 3_600_000;
const print = ['compact', '--print', '--hour', '2026-11-20T13'];

/** The printed statements, without comments and semicolons. */
function readStatements(text: string): string[] {
  return text
    .split(/;\n/)
    .map((statement) => statement.replace(/^-- .*\n/m, '').trim())
    .filter((statement) => statement !== '');
}

describe('cfrl compact --print', () => {
  it('prints the statements of an hour for Athena, without credentials', async () => {
    const { status, stdout, stderr } = await runCfrl(print);
    const target = compactionTarget(
      'athena',
      tableColumns().map(({ name }) => name),
    );
    expect([status, stderr]).toEqual([0, '']);
    expect(readStatements(stdout)).toEqual(hourStatements(target, hour).map(({ sql }) => sql));
    expect(stdout).toMatch(
      /^-- 1\. Add each request that is not in the table yet\.\nMERGE INTO requests_compacted t\n/,
    );
  });

  it('prints them for Trino, in slices, with columns of unknown fields', async () => {
    const { status, stdout } = await runCfrl([
      ...[...print, '--dialect', 'trino', '--schema', 'logs'],
      ...['--slices', '2', '--unknown-fields', 'x-new,x-newer'],
    ]);
    const columns = tableColumns(['x-new', 'x-newer']).map(({ name }) => name);
    const target = compactionTarget('trino', columns, [], 'logs');
    expect(status).toBe(0);
    expect(readStatements(stdout)).toEqual(hourStatements(target, hour, 2).map(({ sql }) => sql));
    expect(stdout).toContain('\n-- 3. Add each request that is not in the table yet (part 2 of 2).\n');
  });

  it.each([
    [['compact', '--hour', '2026-11-20T13'], 'expected --print and --hour, got no --print'],
    [['compact', '--print'], 'expected --print and --hour, got no --hour'],
    [[...print, '--dialect', 'duckdb'], "--dialect: expected athena or trino, got 'duckdb'"],
    [
      [...print, '--schema', 'a;b'],
      "--schema: expected lowercase letters, digits, and _, and no digit first, got 'a;b'",
    ],
    [[...print, '--unknown-fields', 'x-a,x-a'], "separated by commas, got 'x-a'"],
    [[...print, '--unknown-fields', 'sc-status'], "separated by commas, got 'sc-status'"],
    [[...print, '--unknown-fields', 'x"y'], `separated by commas, got 'x"y'`],
  ])('refuses %j in a sentence', async (args, sentence) => {
    const { status, stdout, stderr } = await runCfrl(args);
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(sentence)]);
  });
});
