import { answerLines } from '../../../cli/query/answerLines.ts';
import type { QueryAnswer, QueryValue } from '../../../cli/query/queryAnswer.ts';
import { hostileTexts, obeyed } from '../../support/hostile.ts';

function answerOf(columns: string[], ...pages: QueryValue[][][]): QueryAnswer {
  return {
    columns,
    pages: (async function* () {
      yield* pages;
    })(),
  };
}

async function linesOf(...args: Parameters<typeof answerLines>): Promise<string[]> {
  const lines: string[] = [];
  for await (const group of answerLines(...args)) lines.push(...group);
  return lines;
}

const pages = [
  [
    ['2026-11-20T13:04:59.123Z', '/a', 12],
    ['2026-11-20T13:05:00.000Z', null, 1234],
  ],
  [[null, '/c', 1]],
] satisfies QueryValue[][][];
const columns = ['minute', 'path', 'requests'];

describe('the lines of a result', () => {
  it('are a table', async () => {
    expect(await linesOf(answerOf(columns, ...pages), 'table', 3.5)).toEqual([
      'minute                   path  requests',
      '2026-11-20 13:04:59.123  /a          12',
      '2026-11-20 13:05:00.000  -         1234',
      '-                        /c           1',
    ]);
  });

  it('report that a table has more rows', async () => {
    const lines = await linesOf(answerOf(columns, ...pages), 'table', 1);
    expect(lines.slice(1)).toEqual([
      '2026-11-20 13:04:59.123  /a          12',
      '',
      'The first row. For more, use --rows.',
    ]);
    const [last] = (await linesOf(answerOf(columns, ...pages), 'table', 2)).slice(-1);
    expect(last).toBe('The first 2 rows. For more, use --rows.');
    expect(await linesOf(answerOf(columns, ...pages), 'table', 3)).toHaveLength(4);
  });

  it.each([
    [80, ['path  1', '/a    2']],
    [1, ['path  /a', '1     2']],
  ])('have the columns in the order of the query, on a terminal of %i columns', async (width, lines) => {
    expect(await linesOf(answerOf(['path', '1'], [['/a', 2]]), 'table', 10, width)).toEqual(lines);
  });

  it('fit a terminal, and are whole without one', async () => {
    const wide = answerOf(['path', 'agent', 'requests'], [[`/${'a'.repeat(60)}`, 'b'.repeat(60), 1234567]]);
    expect(await linesOf(wide, 'table', 10, 60)).toEqual([
      'path                      agent                     requests',
      `/${'a'.repeat(22)}…  ${'b'.repeat(23)}…   1234567`,
    ]);
    const long = `/${'a'.repeat(100)}`;
    expect(await linesOf(answerOf(['path'], [[long]]), 'table', 10)).toEqual(['path', long]);
  });

  it('report that there are no rows', async () => {
    expect(await linesOf(answerOf(columns), 'table', 10)).toEqual(['no rows']);
  });

  it('are JSON, with one row per line', async () => {
    expect(await linesOf(answerOf(columns, ...pages), 'json', Number.POSITIVE_INFINITY)).toEqual([
      '{"minute":"2026-11-20T13:04:59.123Z","path":"/a","requests":12}',
      '{"minute":"2026-11-20T13:05:00.000Z","path":null,"requests":1234}',
      '{"minute":null,"path":"/c","requests":1}',
    ]);
  });

  it('are CSV in which no spreadsheet finds a formula', async () => {
    const formulas = ['=1+1', '+1', '-1', '@sum', ' =1', '\t=1', '＝1', 'a"b', 'a,b', 'plain'];
    const rows = formulas.map((text): QueryValue[] => [text, -1]);
    expect(await linesOf(answerOf(['text', 'n'], rows), 'csv', 100)).toEqual([
      'text,n',
      `"'=1+1",-1`,
      `"'+1",-1`,
      `"'-1",-1`,
      `"'@sum",-1`,
      `"' =1",-1`,
      `"'\t=1",-1`,
      `"'＝1",-1`,
      '"a""b",-1',
      '"a,b",-1',
      'plain,-1',
    ]);
  });

  it('are safe for a terminal as a table and as JSON', async () => {
    const rows = hostileTexts.map((text): QueryValue[] => [text]);
    for (const format of ['table', 'json'] as const) {
      const lines = await linesOf(answerOf(['text'], rows), format, 100);
      expect(lines.filter((line) => obeyed.test(line))).toEqual([]);
      expect(lines.length).toBeGreaterThanOrEqual(hostileTexts.length);
    }
  });
});
