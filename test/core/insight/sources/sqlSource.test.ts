import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuckdbLake } from '../../../../cli/query/duckdbLake.ts';
import { findNewCacheBusting } from '../../../../core/insight/cacheBusting/cacheBusting.ts';
import type { ClientSpread, FacetValue, InsightSource } from '../../../../core/insight/cells.ts';
import { facetsOf } from '../../../../core/insight/facets/facets.ts';
import {
  facetsOfMeasure,
  fieldsOfMeasure,
  type MeasureName,
  measureNamed,
} from '../../../../core/insight/measures.ts';
import { RowCollector } from '../../../../core/insight/sources/rowCollector.ts';
import { rowSource } from '../../../../core/insight/sources/rowSource.ts';
import { sqlSource } from '../../../../core/insight/sources/sqlSource.ts';
import { expectedLayouts } from '../../../../core/layouts/layout.ts';
import { RecordReader } from '../../../../core/records/recordReader.ts';
import { batchOf } from '../../../support/batches.ts';
import { readExample } from '../../../support/examples.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { keepAll, transformLines } from '../../../support/transforming.ts';

const lakeFolder = temporaryFolder();
const { fields, lines: allLines } = readExample('website-46-fields');
const first = Number(allLines[0]?.split('\t')[0]) * 1000;
const day = 86_400_000;
const windows = {
  from: first + 2 * day,
  to: first + 3 * day,
  baselineFrom: first,
  baselineTo: first + 2 * day,
  stretches: 4,
};
/** Cache misses of a path, each with a different query string: 30 in the baseline and 150 in the selection. */
const busting = Array.from({ length: 180 }, (_, index) =>
  Object.entries({
    timestamp: String((index < 30 ? first : windows.from) / 1000 + index),
    'cs-uri-stem': `/orders/${index}${index % 2 === 0 ? '' : `?r=${index}`}`,
    'cs-uri-query': `r=${index}`,
    'x-edge-result-type': 'Miss',
  })
    .reduce((line, [field, value]) => line.with(fields.indexOf(field), value), allLines[index].split('\t'))
    .join('\t'),
);
/** The same misses of another path, with a method that the cache can't serve. */
const posted = busting.map((line) =>
  line
    .split('\t')
    .with(fields.indexOf('cs-uri-stem'), '/form')
    .with(fields.indexOf('cs-method'), 'POST')
    .join('\t'),
);
const lines = [...allLines.filter((_, index) => index % 2 === 0), ...busting, ...posted];
const values: FacetValue[] = [
  { facet: 'country', value: 'DE' },
  { facet: 'behavior', value: '/images/*' },
  { facet: 'bot', value: 'search' },
  { facet: 'path', value: '/favicon.ico' },
  { facet: 'agent', value: 'Chrome on Windows' },
];
const growth = { usual: 0.3, drift: 1.1, added: 0.05, falls: false };
const groups = [
  { values: values.slice(0, 1), growth },
  { values: values.slice(0, 2), growth: { ...growth, falls: true } },
  { values: values.slice(3) },
];

const resultField = 'x-edge-result-type';

let lake: DuckdbLake;

beforeAll(async () => {
  for (const { key, body } of transformLines(fields, lines, { policy: keepAll }).objects) {
    mkdirSync(dirname(join(lakeFolder, key)), { recursive: true });
    writeFileSync(join(lakeFolder, key), body);
  }
  lake = await DuckdbLake.open(lakeFolder, new AbortController().signal);
});

afterAll(() => lake.close());

function sources(name: MeasureName): { readonly rows: InsightSource; readonly sql: InsightSource } {
  const measure = measureNamed(name);
  const [measureField] = fieldsOfMeasure(measure, fields) ?? [];
  const collector = new RowCollector({
    measure,
    measureField,
    windows,
    facets: facetsOfMeasure(measure, facetsOf(fields)),
    resultField,
  });
  const records = new RecordReader(expectedLayouts(fields), keepAll).read(batchOf(lines));
  for (let record = 0; record < records.count; record++)
    collector.add((field) => records.value(record, field));
  const asked = {
    dialect: 'duckdb',
    measure,
    measureField,
    windows,
    facets: facetsOf(fields),
    hasClients: true,
  } as const;
  return {
    rows: rowSource(collector.finish(), measure),
    sql: sqlSource((text) => lake.rows(text), asked, resultField),
  };
}

describe('the answers of SQL', () => {
  it.each(['requests', 'misses'] as const)('for %s equal those of rows in memory', async (name) => {
    const { rows, sql } = sources(name);
    const [ofRows, ofSql] = [await rows.singles(), await sql.singles()];
    const key = ({ facet, value }: FacetValue) => `${facet} ${value}`;
    const known = new Map(ofRows.cells.map((cell) => [key(cell), cell]));

    expect({ totals: ofSql.totals, squares: ofSql.squares }).toEqual({
      totals: ofRows.totals,
      squares: ofRows.squares,
    });
    expect(ofSql.cells.length).toBeGreaterThan(100);
    expect(ofSql.cells).toEqual(ofSql.cells.map((cell) => known.get(key(cell))));

    const byMask = (cells: Awaited<ReturnType<InsightSource['masks']>>) =>
      [...cells].sort((a, b) => a.mask - b.mask);
    expect(byMask(await sql.masks(values))).toEqual(byMask(await rows.masks(values)));
    const spreads = (await rows.clients(groups)) ?? [];
    expect(spreads.map(({ likelihood }) => likelihood !== 0)).toEqual([true, true, false]);
    const nearly = ({ likelihood, ...sums }: ClientSpread) => ({
      ...sums,
      likelihood: expect.closeTo(likelihood, 6),
    });
    expect(await sql.clients(groups)).toEqual(spreads.map(nearly));
  });

  it('contain the same path whose query strings are nearly all new as rows in memory', async () => {
    const { rows, sql } = sources('misses');
    const [ofRows, ofSql] = [await rows.queries?.(), await sql.queries?.()];
    expect(ofSql).toEqual([
      {
        path: '/orders/{id}',
        selection: { misses: 150, queries: 150 },
        baseline: { misses: 30, queries: 30 },
      },
    ]);
    expect(ofRows).toContainEqual(ofSql?.[0]);
    // The selection is half as long as the baseline, so 15 misses were expected.
    expect(findNewCacheBusting(ofRows ?? [], 1 / 2)).toMatchObject([
      { path: '/orders/{id}', queries: 150, misses: 150, missesBefore: 15 },
    ]);
    expect(ofRows).not.toContainEqual(expect.objectContaining({ path: '/form' }));
    expect(findNewCacheBusting(ofRows ?? [], 3)).toEqual([]);
  });

  it('for a latency have nearly the same threshold', async () => {
    const { rows, sql } = sources('ttfb');
    const [ofRows, ofSql] = [await rows.singles(), await sql.singles()];
    expect(Math.abs((ofSql.threshold ?? 0) / (ofRows.threshold ?? 1) - 1)).toBeLessThan(0.05);
    expect(ofSql.totals.map(({ n }) => n)).toEqual(ofRows.totals.map(({ n }) => n));
  });
});
