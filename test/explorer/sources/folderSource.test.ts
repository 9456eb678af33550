import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeExampleDay } from '../../../explorer/example/writeExampleDay.ts';
import { facets } from '../../../explorer/facets/facets.ts';
import type { AnswerPart } from '../../../explorer/questions/answer.ts';
import type { Question } from '../../../explorer/questions/question.ts';
import { FolderSource } from '../../../explorer/sources/folder/folderSource.ts';
import { listFiles } from '../../../explorer/sources/folder/lakeFiles.ts';
import { askLake } from '../../support/lakeFolders.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();
const other = join(temporaryFolder(), 'lake');
const rows = 20_000;
const start = Date.UTC(2026, 10, 25);
const raw = join(folder, 'raw');
let source: FolderSource;

beforeAll(async () => {
  await writeExampleDay(folder, { rows, start, files: 5 });
  source = await FolderSource.open({ folder: raw, name: 'example' });
  await source.refresh();
});
afterAll(() => source.close());

async function answerOf(question: Question, of = source): Promise<AnswerPart[]> {
  const parts: AnswerPart[] = [];
  for await (const one of of.ask(question, new AbortController().signal)) parts.push(one);
  return parts;
}

const part = <Name extends AnswerPart['part']>(parts: readonly AnswerPart[], name: Name) =>
  parts.filter((one) => one.part === name) as Extract<AnswerPart, { part: Name }>[];

const day = { from: start, to: start + 86_400_000 };
const questions: readonly (readonly [string, Question, string])[] = [
  ['the whole day', { ...day, filters: [] }, 'true'],
  [
    'an hour',
    { from: start + 13 * 3_600_000, to: start + 14 * 3_600_000, filters: [] },
    'hour("timestamp") = 13',
  ],
  [
    'two hosts without a country',
    {
      ...day,
      filters: [
        { facet: 'host', include: ['www.example.com', 'shop.example.com'], exclude: [] },
        { facet: 'country', include: [], exclude: ['US'] },
      ],
    },
    "cs_host IN ('www.example.com', 'shop.example.com') AND c_country <> 'US'",
  ],
  [
    'absent referrers and a path',
    {
      ...day,
      filters: [
        { facet: 'referrer', include: [null], exclude: [] },
        { facet: 'path', include: ['/search'], exclude: [] },
      ],
    },
    "cs_referer IS NULL AND split_part(cs_uri_stem, '?', 1) = '/search'",
  ],
  [
    'a value that no request has',
    { ...day, filters: [{ facet: 'host', include: ['x'], exclude: [] }] },
    'false',
  ],
];

describe.each(questions)('the answer about %s', (_, question, where) => {
  let parts: AnswerPart[];
  beforeAll(async () => {
    parts = await answerOf(question);
  });

  it('has the same totals as DuckDB', async () => {
    const expected = await askLake(
      folder,
      `WITH chosen AS (SELECT *, round(time_to_first_byte * 1000)::integer AS ms FROM $files WHERE ${where}),
         ranked AS (SELECT ms, row_number() OVER (ORDER BY ms) AS rank, count(*) OVER () AS n FROM chosen WHERE ms IS NOT NULL)
       SELECT count_if(sc_status = 0)::double AS aborted, count_if(sc_status BETWEEN 200 AND 299)::double AS ok,
         count_if(sc_status BETWEEN 300 AND 399)::double AS moved, count_if(sc_status BETWEEN 400 AND 499)::double AS client,
         count_if(sc_status BETWEEN 500 AND 599)::double AS server, coalesce(sum(sc_bytes), 0)::double AS bytes,
         count_if(x_edge_result_type IN ('Hit', 'RefreshHit') AND cs_method <> 'POST')::double AS hits,
         count_if(x_edge_result_type IN ('Hit', 'RefreshHit', 'Miss') AND cs_method <> 'POST')::double AS lookups,
         (SELECT min(ms) FROM ranked WHERE rank >= ceil(n * 95 / 100)) AS p95
       FROM chosen`,
    );
    const value = (name: string) => expected[name][0] ?? (name === 'p95' ? null : 0);
    const [{ totals, series }] = part(parts, 'series');
    expect(totals.byClass).toEqual([0, ...['aborted', 'ok', 'moved', 'client', 'server'].map(value)]);
    expect([totals.bytes, totals.cacheHits, totals.cacheLookups]).toEqual(
      ['bytes', 'hits', 'lookups'].map(value),
    );
    const p95 = value('p95') as number | null;
    if (p95 === null || p95 <= 1_000) expect(totals.firstByte.p95).toBe(p95);
    expect(series.byClass.map((counts) => counts.reduce((sum, count) => sum + count, 0))).toEqual(
      totals.byClass,
    );
  });

  it('has the same bars as DuckDB', async () => {
    const [{ series }] = part(parts, 'series');
    const { start: first, length, count } = series.steps;
    const bars = await askLake(
      folder,
      `SELECT ((epoch_ms("timestamp") - ${first}) // ${length})::integer AS bar, count(*)::double AS requests
       FROM $files WHERE ${where} GROUP BY 1 ORDER BY 1`,
    );
    const expected = new Array<number>(count).fill(0);
    (bars['bar'] as number[]).forEach((bar, place) => {
      expected[bar] = bars['requests'][place] as number;
    });
    const sums = expected.map((_unused, bar) => series.byClass.reduce((sum, counts) => sum + counts[bar], 0));
    expect(sums).toEqual(expected);
  });

  it('has the same facet values as DuckDB, without the filter of the facet itself', async () => {
    const found = part(parts, 'facet').map(({ facet }) => facet);
    expect(found.map(({ facet }) => facet)).toEqual(
      source
        .meta()
        .facets.filter(({ isHidden }) => !isHidden)
        .map(({ id }) => id),
    );
    for (const { facet, values, distinct } of found) {
      const { sql, isDerived } = facets.find(({ id }) => id === facet) as (typeof facets)[number];
      if (isDerived) continue;
      const others = question.filters.filter((filter) => filter.facet !== facet);
      const kept = others.length === question.filters.length ? where : whereOf(others, question);
      const expected = await askLake(
        folder,
        `SELECT ${sql} AS v, count(*)::double AS n, count_if(sc_status BETWEEN 400 AND 499)::double AS c,
           count_if(sc_status >= 500)::double AS s FROM $files WHERE ${kept} GROUP BY 1 ORDER BY n DESC`,
      );
      expect(distinct).toBe(expected['v'].length);
      const byValue = new Map(
        expected['v'].map((v, place) => [
          v,
          [expected['n'][place], expected['c'][place], expected['s'][place]],
        ]),
      );
      for (const { value, requests, clientErrors, serverErrors } of values) {
        expect([facet, value, requests, clientErrors, serverErrors]).toEqual([
          facet,
          value,
          ...(byValue.get(value) ?? [0, 0, 0]),
        ]);
      }
      const counts = values.filter(({ value }) => byValue.has(value)).map(({ requests }) => requests);
      expect(Math.max(0, ...counts)).toBe(expected['n'][0] ?? 0);
    }
  });

  it('has the paths whose cache misses nearly all have a new query string', async () => {
    const expected = await askLake(
      folder,
      `SELECT split_part(cs_uri_stem, '?', 1) AS path, count(*)::double AS n, count(DISTINCT cs_uri_stem)::double AS q
       FROM $files WHERE ${where} AND cs_uri_stem LIKE '%?%' AND x_edge_result_type = 'Miss' AND cs_method <> 'POST'
       GROUP BY 1 HAVING n >= 100 AND q >= 0.8 * n ORDER BY n DESC`,
    );
    expect(part(parts, 'cacheBusting')).toEqual([
      {
        part: 'cacheBusting',
        paths: expected['path'].map((path, place) => ({
          path,
          queries: expected['q'][place],
          misses: expected['n'][place],
        })),
      },
    ]);
  });

  it('has the latest requests, latest first', async () => {
    const [{ rows: latest }] = part(parts, 'requests');
    const expected = await askLake(
      folder,
      `SELECT epoch_ms("timestamp")::double AS t FROM $files WHERE ${where} ORDER BY t DESC LIMIT 50`,
    );
    expect(latest.map(({ time }) => time)).toEqual(expected['t']);
  });
});

/** Returns SQL for filters, independently of the code under test. */
function whereOf(filters: Question['filters'], { from, to }: Question): string {
  const text = (value: string | null) => (value === null ? 'NULL' : `'${value}'`);
  const time = `epoch_ms("timestamp") >= ${from} AND epoch_ms("timestamp") < ${to}`;
  const each = filters.flatMap(({ facet, include, exclude }) => {
    const { sql } = facets.find(({ id }) => id === facet) as { sql: string };
    return [
      ...(include.length > 0
        ? [`(${include.map((value) => `${sql} IS NOT DISTINCT FROM ${text(value)}`).join(' OR ')})`]
        : []),
      ...exclude.map((value) => `${sql} IS DISTINCT FROM ${text(value)}`),
    ];
  });
  return [time, ...each].join(' AND ');
}

describe('a folder', () => {
  it('returns all fields of a listed request', async () => {
    const [{ rows: latest }] = part(await answerOf({ ...day, filters: [] }), 'requests');
    const fields = await source.request(latest[0].key);
    const value = (name: string) => fields?.find((field) => field.name === name)?.value;
    expect(value('cs-host')).toBe(latest[0].host);
    expect(value('sc-status')).toBe(latest[0].status);
    expect(Date.parse(`${value('timestamp')?.replace(' ', 'T')}Z`)).toBe(latest[0].time);
    expect(await source.request('99.1')).toBeUndefined();
    expect(await source.request('0.999999')).toBeUndefined();
  });

  it('searches the values of a facet', async () => {
    const answer = await source.facetValues({ ...day, filters: [] }, 'path', 5, 'WP-');
    expect(answer.values.map(({ value }) => value)).toEqual(['/wp-login.php']);
  });

  it('compares with the preceding window only if all of it is loaded', async () => {
    const hour = 3_600_000;
    const totalsBefore = async (from: number) =>
      part(await answerOf({ from, to: from + 6 * hour, filters: [] }), 'previous')[0].totals;
    expect(await totalsBefore(start + 2 * hour)).toBeNull();
    const [{ totals }] = part(
      await answerOf({ from: start + 6 * hour, to: start + 12 * hour, filters: [] }),
      'series',
    );
    expect(await totalsBefore(start + 12 * hour)).toEqual(totals);
  });

  it('explains more cache misses by a path with cache busting', async () => {
    const minute = 60_000;
    const selected = { from: start + 1_290 * minute, to: start + 1_310 * minute };
    const {
      n: [n],
    } = await askLake(
      folder,
      `SELECT count(*)::double AS n FROM $files WHERE cs_uri_stem LIKE '/?%' AND x_edge_result_type = 'Miss'`,
    );
    const findBustedPaths = async (metric: 'misses' | '5xx') =>
      (await source.explain([], selected, metric))?.cacheBusting;
    expect(await findBustedPaths('misses')).toEqual([{ path: '/', queries: n, misses: n, missesBefore: 0 }]);
    expect(await findBustedPaths('5xx')).toEqual([]);
  });

  it('finds added, rewritten, and deleted files, and reports files that it cannot read', async () => {
    await writeExampleDay(other, { rows: 900, start, files: 3 });
    const live = await FolderSource.open({ folder: join(other, 'raw'), name: 'live', kind: 'live' });
    try {
      await live.refresh();
      const count = async () =>
        part(await answerOf({ ...day, filters: [] }, live), 'series')[0].totals.byClass.reduce(
          (sum, one) => sum + one,
          0,
        );
      expect(await count()).toBe(900);
      const again = join(other, 'again');
      await writeExampleDay(again, { rows: 600, start, files: 3 });
      const [first] = listFiles(join(again, 'raw'));
      const [replaced] = listFiles(join(other, 'raw'));
      rmSync(replaced.path);
      writeFileSync(replaced.path, readFileSync(first.path));
      mkdirSync(join(other, 'raw/x'));
      writeFileSync(join(other, 'raw/x/broken.parquet'), 'PAR1 but not really');
      await live.refresh();
      expect(await count()).toBe(800);
      expect(live.meta().warnings).toEqual([
        expect.stringMatching(/^Files that can't be read: 1. First error: (?!.*LINE)[^\n]+$/),
      ]);
      rmSync(replaced.path);
      rmSync(join(other, 'raw/x/broken.parquet'));
      await live.refresh();
      expect(await count()).toBe(600);
      expect(live.meta().warnings).toEqual([]);
    } finally {
      await live.close();
    }
  });

  it('with more rows than fit into memory is sampled, and the sampling is reported', async () => {
    const small = await FolderSource.open({ folder: raw, name: 'small', maxRows: 6_000 });
    try {
      await small.refresh();
      expect(small.meta()).toMatchObject({ rows: rows / 4, sampledOneOf: 4 });
      const [{ totals }] = part(await answerOf({ ...day, filters: [] }, small), 'series');
      expect(totals.byClass.reduce((sum, count) => sum + count, 0)).toBe(rows);
    } finally {
      await small.close();
    }
  });
});
