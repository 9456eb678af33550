import { cpSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { ScanBudget } from '../../../core/aws/athena/scanBudget.ts';
import { writeExampleDay } from '../../../explorer/example/writeExampleDay.ts';
import type { AnswerPart } from '../../../explorer/questions/answer.ts';
import type { Question } from '../../../explorer/questions/question.ts';
import { AthenaSource } from '../../../explorer/sources/athena/athenaSource.ts';
import { FolderSource } from '../../../explorer/sources/folder/folderSource.ts';
import type { Source } from '../../../explorer/sources/source.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { claimedBytes, DuckdbAthena } from './duckdbAthena.ts';

const folder = temporaryFolder();
const start = Date.UTC(2026, 10, 25);
const hour = 3_600_000;
const { signal } = new AbortController();
let calls: DuckdbAthena;
let inMemory: FolderSource;

beforeAll(async () => {
  // One file in the partition of the first hour, because records arrive after their requests, never before.
  await writeExampleDay(folder, { rows: 20_000, start: start + 23 * hour, files: 1 });
  calls = await DuckdbAthena.open(folder);
  inMemory = await FolderSource.open({ folder: join(folder, 'raw'), name: 'lake' });
  await inMemory.refresh();
});
afterAll(async () => {
  await inMemory.close();
  calls.close();
});

const sourceOf = (budget = new ScanBudget(), sleep = async () => {}, athena = calls) =>
  new AthenaSource({
    name: 'stack',
    context: { calls: athena, sleep },
    budget,
    now: () => start + 48 * hour,
    engine: 'duckdb',
  });

async function partsOf(source: Source, question: Question): Promise<AnswerPart[]> {
  const parts: AnswerPart[] = [];
  for await (const part of source.ask(question, signal)) parts.push(part);
  return parts;
}

const window = { from: start + 23 * hour, to: start + 25 * hour };
const questions: readonly (readonly [string, Question])[] = [
  ['a window', { ...window, filters: [] }],
  [
    'filters of all kinds',
    {
      ...window,
      filters: [
        { facet: 'host', include: ['www.example.com', 'docs.example.com'], exclude: [] },
        { facet: 'referrer', include: [null, 'www.example.com'], exclude: [] },
        { facet: 'country', include: [], exclude: ['US', null] },
        { facet: 'path', include: [], exclude: ["/it's"] },
        { facet: 'path-pattern', include: [], exclude: ['/articles/{id}'] },
        { facet: 'airport', include: [], exclude: ['FRA'] },
      ],
    },
  ],
];

describe.each(questions)('the answer of Athena about %s', (_, question) => {
  it('equals the answer for the same requests in memory', async () => {
    const byAthena = await partsOf(sourceOf(), question);
    const expected = await partsOf(inMemory, question);
    const series = (parts: readonly AnswerPart[]) =>
      parts.flatMap((part) => {
        if (part.part !== 'series') return [];
        const { byClass, cacheHits, cacheLookups, bytes, steps } = part.series;
        const { firstByte: _unused, ...totals } = part.totals;
        return [{ byClass, cacheHits, cacheLookups, bytes, steps, totals }];
      });
    expect(series(byAthena)).toEqual(series(expected));
    expect(byAthena.map(({ part }) => part)).toEqual(
      expect.arrayContaining(['previous', 'facet', 'requests', 'end']),
    );
    const lists = (parts: readonly AnswerPart[]) =>
      new Map(
        parts.flatMap((part) => (part.part === 'facet' ? [[part.facet.facet, part.facet] as const] : [])),
      );
    const lakes = lists(byAthena);
    for (const [facet, { distinct, requests, values }] of lists(expected)) {
      const found = lakes.get(facet);
      if (found === undefined) continue;
      expect([facet, found.distinct, found.requests]).toEqual([facet, distinct, requests]);
      // Among values with equal counts, the engines return different ones.
      expect([facet, found.values.map((value) => value.requests)]).toEqual([
        facet,
        values.map((value) => value.requests),
      ]);
    }
    const latest = (parts: readonly AnswerPart[]) =>
      parts.flatMap((part) =>
        part.part === 'requests' ? part.rows.map(({ key: _key, ...row }) => row) : [],
      );
    expect(latest(byAthena).map(({ time }) => time)).toEqual(latest(expected).map(({ time }) => time));
    expect(byAthena.at(-1)).toMatchObject({ part: 'end', scannedBytes: 3 * claimedBytes });
  });
});

describe('a stack', () => {
  it('returns all fields of a request, and explains a change', async () => {
    const source = sourceOf();
    const parts = await partsOf(source, { from: window.from, to: window.from + hour, filters: [] });
    const [first] = parts.flatMap((part) => (part.part === 'requests' ? part.rows : []));
    const fields = await source.request(first.key);
    expect(fields?.find(({ name }) => name === 'cs-host')?.value).toBe(first.host);
    const selected = { from: start + 24 * hour - 600_000, to: start + 24 * hour };
    const explanation = await source.explain([], selected, 'requests', signal);
    expect(explanation).toMatchObject({ metric: 'requests', selected, lengthRatio: 6 });
    expect(explanation.selection.n).toBeGreaterThan(0);
    expect(calls.started.filter((sql) => sql.includes('count(DISTINCT CASE WHEN selected'))).toHaveLength(1);
    expect(explanation.cacheBusting).toEqual([]);
  });

  it('finds the same cache busting as in memory', async () => {
    // The requests in question arrive in their own hour, because the partitions limit what a query reads.
    const [file] = globSync('raw/**/*.parquet', { cwd: folder });
    const lake = join(folder, 'busted');
    cpSync(join(folder, file as string), join(lake, 'raw/arrival_day=2026-11-26/arrival_hour=20/a.parquet'));
    const busted = await DuckdbAthena.open(lake);
    const from = start + 44.5 * hour;
    const selected = { from, to: from + hour / 3 };
    const explained = [
      await sourceOf(new ScanBudget(), async () => {}, busted).explain([], selected, 'misses', signal),
      await inMemory.explain([], selected, 'misses'),
    ];
    busted.close();
    const found = [{ path: '/', queries: 120, misses: 120, missesBefore: 0 }];
    expect(explained.map((explanation) => explanation?.cacheBusting)).toEqual([found, found]);
  });

  it('searches the values of a facet that groups paths', async () => {
    const find = (source: Source, text: string) =>
      source.facetValues({ ...window, filters: [] }, 'path-pattern', 5, text);
    const answer = await find(sourceOf(), 'ARTICLES');
    expect(answer).toEqual(await find(inMemory, 'ARTICLES'));
    expect(answer.values.map(({ value }) => value)).toEqual(['/articles/{id}']);
    expect(await find(sourceOf(), 'nowhere')).toEqual(await find(inMemory, 'nowhere'));
  });

  it('shows the scanned bytes, and runs no more queries when the budget is used up', async () => {
    const budget = new ScanBudget(2 * claimedBytes);
    const source = sourceOf(budget);
    const before = calls.started.length;
    await expect(partsOf(source, { ...window, filters: [] })).rejects.toThrow(
      /expected to scan at most 0\.02 GB/,
    );
    expect(calls.started.length - before).toBeLessThanOrEqual(2);
    expect(source.meta().strip).toEqual([
      { label: 'Scanned by this page', value: '20 MB', isBad: false },
      { label: 'Budget', value: '20 MB', isBad: true },
    ]);
  });

  it('reports why a query failed, and cancels a query whose answer is no longer needed', async () => {
    calls.state = 'FAILED';
    await expect(partsOf(sourceOf(), { ...window, filters: [] })).rejects.toThrow(
      'expected a result from Athena, got FAILED: a reason',
    );
    calls.state = 'RUNNING';
    const stopping = sourceOf(new ScanBudget(), async () => {
      if (calls.stopped.length === 0) throw new Error('aborted');
    });
    await expect(partsOf(stopping, { ...window, filters: [] })).rejects.toThrow('aborted');
    expect(calls.stopped).toHaveLength(1);
    calls.state = 'SUCCEEDED';
  });

  it('returns results of SQL in pages, up to 1,000 rows', async () => {
    const { columns, rows, isCut } = await sourceOf().query('SELECT cs_host FROM requests', signal);
    expect([columns, rows.length, isCut]).toEqual([['cs_host'], 1_000, true]);
  });
});
