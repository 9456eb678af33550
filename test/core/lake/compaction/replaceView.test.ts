import { mergeHour } from '../../../../core/lake/compaction/mergeHour.ts';
import { readsColumns, readViewState, replaceView } from '../../../../core/lake/compaction/replaceView.ts';
import { compactionTarget } from '../../../../core/lake/compaction/target.ts';
import { requestsColumns } from '../../../../core/lake/requestsView.ts';
import { tableColumns } from '../../../../core/lake/table.ts';
import { CompactedLake, noon } from './compactedLake.ts';

const columns = tableColumns().map(({ name }) => name);

describe('the view requests', () => {
  let lake: CompactedLake;
  beforeEach(async () => {
    lake = await CompactedLake.make();
  });
  afterEach(() => lake.close());

  it('has the same columns with and without compaction', async () => {
    const names = requestsColumns().map(({ name }) => name);
    for (const watermark of [undefined, noon]) {
      await lake.ask(replaceView(lake.target, watermark));
      const described = await lake.ask('DESCRIBE requests');
      expect(described.map(({ column_name }) => column_name)).toEqual(names);
    }
  });

  it('has compacted rows up to the watermark and raw rows after it, across midnight', async () => {
    for (const hour of [noon, noon + 11, noon + 12])
      await lake.addRaw(hour, [
        { x_edge_request_id: `of ${hour - noon}` },
        { x_edge_request_id: `of ${hour - noon}` },
      ]);
    const counts = async (watermark: number) => {
      await lake.ask(replaceView(lake.target, watermark));
      const rows = await lake.ask(
        'SELECT x_edge_request_id AS id, count(*) AS rows FROM requests GROUP BY 1 ORDER BY 1',
      );
      return rows.map(({ id, rows: count }) => `${id}: ${count}`);
    };
    expect(await counts(noon - 1)).toEqual(['of 0: 2', 'of 11: 2', 'of 12: 2']);
    for (const [offset, answer] of [
      [0, ['of 0: 1', 'of 11: 2', 'of 12: 2']],
      [11, ['of 0: 1', 'of 11: 1', 'of 12: 2']],
      [12, ['of 0: 1', 'of 11: 1', 'of 12: 1']],
    ] as const) {
      await lake.ask(mergeHour(lake.target, noon + offset));
      expect(await counts(noon + offset)).toEqual(answer);
    }
  });

  it('keeps the column of a removed field, with the compacted values', async () => {
    await lake.ask('ALTER TABLE requests_compacted ADD COLUMN x_new varchar');
    await lake.ask(replaceView(compactionTarget('duckdb', columns, ['x_new']), noon));
    await lake.addRaw(noon + 1, [{ x_edge_request_id: 'a' }]);
    expect(await lake.ask('SELECT x_edge_request_id AS id, x_new FROM requests')).toEqual([
      { id: 'a', x_new: null },
    ]);
  });
});

describe('readViewState', () => {
  const sql = (watermark: number | undefined) => replaceView(compactionTarget('athena', columns), watermark);

  it.each([noon, noon + 11, noon + 12, undefined])('reads the watermark %p back', (watermark) => {
    expect(readViewState(sql(watermark)).watermark).toBe(watermark);
  });

  it('reads it from the form in which Athena stores views in Glue', () => {
    const stored = Buffer.from(JSON.stringify({ originalSql: sql(noon), catalog: 'awsdatacatalog' }));
    expect(readViewState(`/* Presto View: ${stored.toString('base64')} */`)).toEqual({
      watermark: noon,
      sql: sql(noon),
    });
  });

  it('rejects a view that it did not create', () => {
    expect(() => readViewState('SELECT 1')).toThrow('expected the view that the compaction wrote');
  });
});

describe('readsColumns', () => {
  const view = (read: readonly string[], removed: readonly string[]) => ({
    columns: [...read, ...removed],
    viewText: replaceView(compactionTarget('athena', read, removed), noon),
  });

  it('detects a field that is missing in the view, and a removed field that the view still reads', () => {
    expect(readsColumns(view(['a', 'b'], []), ['a', 'b'])).toBe(true);
    expect(readsColumns(view(['a', 'b'], ['c']), ['a', 'b'])).toBe(true);
    expect(readsColumns(view(['a'], []), ['a', 'b'])).toBe(false);
    // These are the columns, in order, of a view in which b is NULL.
    expect(readsColumns(view(['a', 'b'], []), ['a'])).toBe(false);
    expect(readsColumns(view(['a'], ['b']), ['a', 'b'])).toBe(false);
  });

  it('reads text that an engine has formatted', () => {
    const viewText = 'SELECT a, CAST(null AS varchar) b FROM requests_raw';
    expect(readsColumns({ columns: ['a', 'b'], viewText }, ['a'])).toBe(true);
  });
});
