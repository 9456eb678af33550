import {
  advanceRun,
  currentAction,
  type Run,
  startRun,
} from '../../../../core/lake/compaction/advanceRun.ts';
import { hourStatements } from '../../../../core/lake/compaction/hourStatements.ts';
import { type CompactionTarget, compactionTarget } from '../../../../core/lake/compaction/target.ts';
import { tableColumns } from '../../../../core/lake/table.ts';
import { CompactedLake, noon } from './compactedLake.ts';

const columns = tableColumns().map(({ name }) => name);
const locations = { compacted: 's3://lake/compacted/', hourly: 's3://lake/hourly/' };

/** Returns the statements of a run that merges a late hour in which the proof finds rows without an identity. */
function statementsOfRun(target: CompactionTarget, slices: number): string[] {
  const found: string[] = [];
  let run: Run = startRun([{ kind: 'hour', hour: noon, slices, advances: false, marks: [] }]);
  for (;;) {
    const action = currentAction(run, target, locations);
    if (action.kind !== 'statement') return found;
    found.push(action.sql);
    const proof = { missing: 0, doubled: 0, unidentified: 1 };
    run = advanceRun(run, { kind: 'succeeded', proof }, target, locations) as Run;
  }
}

describe('hourStatements', () => {
  it.each(['athena', 'trino'] as const)('equal the statements of a run: %s', (dialect) => {
    const target = compactionTarget(dialect, columns);
    for (const slices of [1, 3])
      expect(hourStatements(target, noon, slices).map(({ sql }) => sql)).toEqual(
        statementsOfRun(target, slices),
      );
  });

  it('add each request once, no matter how often they run', async () => {
    const lake = await CompactedLake.make();
    try {
      await lake.addRaw(noon, [
        { x_edge_request_id: 'a' },
        { x_edge_request_id: 'a' },
        { x_edge_request_id: 'b' },
        { cs_uri_stem: '/without-id' },
      ]);
      for (const _ of [1, 2]) for (const { sql } of hourStatements(lake.target, noon, 2)) await lake.ask(sql);
      const [{ total }] = await lake.ask(
        'SELECT CAST(sum(requests) AS integer) AS total FROM requests_hourly',
      );
      expect((await lake.identities()).map((id) => id.replace(/#.*/, ''))).toEqual([
        'a',
        'b',
        'shard-1.parquet',
      ]);
      expect(total).toBe(3);
    } finally {
      lake.close();
    }
  });
});
