import { hourStatements } from '../../core/lake/compaction/hourStatements.ts';
import { lastClosedHour } from '../../core/lake/compaction/lateMarks.ts';
import { compactionTarget } from '../../core/lake/compaction/target.ts';
import { dayAndHour } from '../../core/lake/keys.ts';
import { tableColumns } from '../../core/lake/table.ts';
import { linesOf } from '../support/records.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { transformLines } from '../support/transforming.ts';
import { type LocalStack, startLocalStack } from './localStack.ts';
import { runForLines } from './runInProcess.ts';

const hour = Date.UTC(2026, 10, 20, 13) / 3_600_000;
const print = ['compact', '--print', '--hour', '2026-11-20T13'];

/** Returns the printed statements without comments and semicolons. */
function readStatements(lines: readonly string[]): string[] {
  return `${lines.join('\n')}\n`
    .split(/;\n/)
    .map((statement) => statement.replace(/^-- .*\n/m, '').trim())
    .filter((statement) => statement !== '');
}

describe('cfrl compact --print', () => {
  it('prints the statements of an hour for Athena, without credentials', async () => {
    const { lines, error } = await runForLines(print);
    const target = compactionTarget(
      'athena',
      tableColumns().map(({ name }) => name),
    );
    expect(error).toBeUndefined();
    expect(readStatements(lines)).toEqual(hourStatements(target, hour).map(({ sql }) => sql));
    expect(lines.slice(0, 2)).toEqual([
      '-- 1. Add each request that is not in the table yet.',
      'MERGE INTO requests_compacted t',
    ]);
  });

  it('prints the statements for Trino, in slices, with columns of unknown fields', async () => {
    const { lines } = await runForLines([
      ...[...print, '--dialect', 'trino', '--schema', 'logs'],
      ...['--slices', '2', '--unknown-fields', 'x-new,x-newer'],
    ]);
    const columns = tableColumns(['x-new', 'x-newer']).map(({ name }) => name);
    const target = compactionTarget('trino', columns, [], 'logs');
    expect(readStatements(lines)).toEqual(hourStatements(target, hour, 2).map(({ sql }) => sql));
    expect(lines).toContain('-- 3. Add each request that is not in the table yet (part 2 of 2).');
  });

  it.each([
    [['compact'], 'expected one of --status, --run, --mark, and --print, got none'],
    [['compact', '--run', '--status'], 'got --status and --run'],
    [['compact', '--status', '--hour', '2026-11-20T13'], '--hour: expected --print too, got no --print'],
    [['compact', '--run', '--dialect', 'trino'], '--dialect: expected --print too, got no --print'],
    [['compact', '--run', '--json'], '--json: expected --status too, got no --status'],
    [['compact', '--print'], '--print: expected --hour too, got no --hour'],
    [['compact', '--mark', 'today'], "--mark: expected a UTC day or hour, or two separated by '..'"],
    [[...print, '--dialect', 'duckdb'], "--dialect: expected athena or trino, got 'duckdb'"],
    [
      [...print, '--schema', 'a;b'],
      "--schema: expected lowercase letters, digits, and _, not starting with a digit, got 'a;b'",
    ],
    [[...print, '--unknown-fields', 'x-a,x-a'], "separated by commas, got 'x-a'"],
    [[...print, '--unknown-fields', 'sc-status'], "separated by commas, got 'sc-status'"],
    [[...print, '--unknown-fields', 'x"y'], `separated by commas, got 'x"y'`],
  ])('rejects %j in one sentence', async (args, sentence) => {
    const { error } = await runForLines(args);
    expect(error).toContain(sentence);
  });
});

describe('cfrl compact with a stack', () => {
  const folder = temporaryFolder();
  const now = Date.UTC(2026, 10, 20, 15, 20);
  const closed = lastClosedHour(now);
  let stack: LocalStack;
  let environment: Readonly<Record<string, string>>;

  beforeAll(async () => {
    jest.spyOn(Date, 'now').mockReturnValue(now);
    stack = await startLocalStack(folder, () => now);
    environment = stack.environment;
    writeRaw('arrival', closed);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await stack.close();
  });

  function writeRaw(name: string, arrival: number): void {
    const fields = ['timestamp', 'x-edge-request-id'];
    for (const { body } of transformLines(fields, linesOf(fields, 2)).objects) {
      const [day, hourOfDay] = dayAndHour(arrival);
      stack.put(stack.lakeFolder, `raw/arrival_day=${day}/arrival_hour=${hourOfDay}/${name}.parquet`, body);
    }
  }

  const shown = (at: number) => `${dayAndHour(at).join(' ')}:00 UTC`;

  it('starts a run, marks hours, and prints the status', async () => {
    const started = await runForLines(['compact', '--run'], environment);
    expect([started.error, started.lines[0]]).toEqual([
      undefined,
      expect.stringMatching(
        /^Started arn:aws:states:\S+:execution:cloudfront-realtime-logs-compaction:[\w-]+$/,
      ),
    ]);
    await stack.compaction.idle();
    const status = () => runForLines(['compact', '--status'], environment);
    expect((await status()).lines).toEqual([
      `Watermark   ${shown(closed + 1)}: earlier requests are compacted, each once`,
      'Waiting     no closed hour',
      'Late marks  none',
      'Last run    SUCCEEDED, started 2026-11-20 15:20:00 UTC',
    ]);

    writeRaw('copied', closed);
    const [day, hourOfDay] = dayAndHour(closed);
    expect(await runForLines(['compact', '--mark', `${day}T${hourOfDay}`], environment)).toEqual({
      error: undefined,
      lines: [
        `Marked 1 hour, ${shown(closed)}.`,
        "The next run merges their files. To start it now, run 'npx cfrl compact --run'.",
      ],
    });
    expect((await status()).lines[2]).toBe(`Late marks  1 in 1 hour, the oldest ${shown(closed)}`);
    await runForLines(['compact', '--run'], environment);
    await stack.compaction.idle();
    const { lines } = await runForLines(['compact', '--status', '--json'], environment);
    expect(JSON.parse(lines[0])).toMatchObject({ waitingHours: 0, lateMarks: 0 });
    expect(stack.compaction.executions[0]?.output).toMatchObject({
      summary: { mergedHours: 0, lateHours: 1 },
    });
  });

  it('fails if no hour of a range has raw files', async () => {
    expect((await runForLines(['compact', '--mark', '2020-01-01'], environment)).error).toBe(
      'expected hours with raw files from 2020-01-01 00:00 to 2020-01-01 23:00 UTC, got none',
    );
  });
});
