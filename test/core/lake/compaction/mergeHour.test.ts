import { mergeHour, mergeUnidentified } from '../../../../core/lake/compaction/mergeHour.ts';
import { deleteHour, proveHour } from '../../../../core/lake/compaction/proveHour.ts';
import { CompactedLake, noon } from './compactedLake.ts';

let lake: CompactedLake;
beforeEach(async () => {
  lake = await CompactedLake.make();
});
afterEach(() => lake.close());

const exact = { missing: 0, doubled: 0, unidentified: 0 };
const id = (name: string) => ({ x_edge_request_id: name });

describe('mergeHour', () => {
  it('adds each request of the hour once, and nothing when it runs again', async () => {
    await lake.addRaw(noon, [id('a'), id('a'), id('b'), { sequence_number: 'shard-7' }]);
    await lake.addRaw(noon + 1, [id('c')]);
    for (let run = 0; run < 2; run++) {
      await lake.ask(mergeHour(lake.target, noon));
      expect(await lake.identities()).toEqual(['a', 'b', 'shard-7']);
    }
    expect(await lake.prove(proveHour(lake.target, noon))).toEqual(exact);
  });

  it('finds copies in the three hours before and after, in any order of merges', async () => {
    for (const offset of [3, 0, -3]) await lake.addRaw(noon + offset, [id('a')]);
    for (const offset of [-3, 3, 0]) await lake.ask(mergeHour(lake.target, noon + offset));
    expect(await lake.identities()).toEqual(['a', 'a']);
    for (const offset of [-3, 0, 3])
      expect(await lake.prove(proveHour(lake.target, noon + offset))).toEqual(exact);
  });

  it('converts sequence numbers of older files to the new form, with the shard in the file name', async () => {
    const file = (name: string) => `s3://lake/raw/arrival_day=2026-11-20/arrival_hour=12/${name}`;
    await lake.addRaw(noon, [
      { sequence_number: '100', $path: file('shardId-000000000001-100.parquet') },
      { sequence_number: '100', $path: file('shardId-000000000002-99.parquet') },
      { sequence_number: '100.2', $path: file('shardId-000000000002-99.quarantine.parquet') },
      // A newer version replayed this record.
      { sequence_number: 'shardId-000000000002-100', $path: file('shardId-000000000002-100.parquet') },
    ]);
    await lake.ask(mergeHour(lake.target, noon));
    expect(await lake.identities()).toEqual([
      'shardId-000000000001-100',
      'shardId-000000000002-100',
      'shardId-000000000002-100.2',
    ]);
  });

  it('creates the same table in 1, 4, and 16 slices', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `request-${index % 150}`);
    await lake.addRaw(noon, names.map(id));
    const found: string[][] = [];
    for (const count of [1, 4, 16]) {
      await lake.ask(deleteHour(lake.target, noon));
      for (let index = 0; index < count; index++) {
        await lake.ask(mergeHour(lake.target, noon, { index, count }));
        expect(await lake.prove(proveHour(lake.target, noon, { index, count }))).toEqual(exact);
      }
      found.push(await lake.identities());
    }
    expect(found[0]).toHaveLength(150);
    expect(found).toEqual([found[0], found[0], found[0]]);
  });

  it('uses the day of the event if it is plausible, otherwise the day of arrival', async () => {
    await lake.addRaw(noon, [
      { ...id('a'), timestamp: '2026-11-19 23:59:59.999' },
      { ...id('b'), timestamp: '1999-01-01 00:00:00' },
      { ...id('c'), timestamp: '2100-01-01 00:00:00' },
      { ...id('d'), timestamp: null },
    ]);
    await lake.ask(mergeHour(lake.target, noon));
    expect(await lake.ask('SELECT x_edge_request_id AS id, day FROM requests_compacted ORDER BY 1')).toEqual([
      { id: 'a', day: '2026-11-19' },
      { id: 'b', day: '2026-11-20' },
      { id: 'c', day: '2026-11-20' },
      { id: 'd', day: '2026-11-20' },
    ]);
    expect(await lake.prove(proveHour(lake.target, noon))).toEqual(exact);
  });
});

describe('mergeUnidentified', () => {
  it('adds every row without request ID and sequence number, including equal ones, and nothing when it runs again', async () => {
    const row = { c_ip: '192.0.2.1', sc_status: 200 };
    await lake.addRaw(noon, [
      row,
      row,
      { ...row, sc_status: 404 },
      { ...row, $path: 's3://lake/raw/other-1.parquet' },
    ]);
    await lake.addRaw(noon, [id('a')]);
    await lake.ask(mergeHour(lake.target, noon));
    expect(await lake.prove(proveHour(lake.target, noon))).toEqual({ ...exact, unidentified: 4 });

    for (let run = 0; run < 2; run++) {
      await lake.ask(mergeUnidentified(lake.target, noon));
      expect((await lake.identities()).length).toBe(5);
      expect(await lake.prove(proveHour(lake.target, noon, { index: 0, count: 1 }, 'unidentified'))).toEqual(
        exact,
      );
    }
    expect(
      await lake.ask('SELECT c_ip, sc_status FROM requests_compacted WHERE c_ip IS NOT NULL ORDER BY 2'),
    ).toEqual([row, row, row, { ...row, sc_status: 404 }]);
  });
});

describe('proveHour', () => {
  beforeEach(async () => {
    await lake.addRaw(noon, [id('a'), id('b'), id('c')]);
    await lake.ask(mergeHour(lake.target, noon));
  });

  it('counts missing and doubled requests', async () => {
    await lake.ask("DELETE FROM requests_compacted WHERE x_edge_request_id = 'a'");
    await lake.ask(
      "INSERT INTO requests_compacted SELECT * FROM requests_compacted WHERE x_edge_request_id = 'b'",
    );
    expect(await lake.prove(proveHour(lake.target, noon))).toEqual({ ...exact, missing: 1, doubled: 1 });
    await lake.ask(deleteHour(lake.target, noon));
    await lake.ask(mergeHour(lake.target, noon));
    expect(await lake.prove(proveHour(lake.target, noon))).toEqual(exact);
  });
});
