import { mergeHour } from '../../core/lake/compaction/mergeHour.ts';
import { proveHour } from '../../core/lake/compaction/proveHour.ts';
import type { LakeBucket } from '../lake/lakeBucket.ts';
import type { TrinoLake } from '../lake/trinoLake.ts';
import type { Session } from '../session.ts';

/** Checks that merging an hour in 4, 16, or 1 slices has the same result. */
export async function proveSlices(
  session: Session,
  lake: TrinoLake,
  bucket: LakeBucket,
  hour: number,
): Promise<void> {
  const requests = Array.from({ length: 200 }, (_, index) => ({
    number: 5_000 + index,
    time: hour * 3_600_000,
  }));
  await bucket.put({ hour, shard: 2, kind: 'identified', requests }, hour * 3_600_000);
  await bucket.put({ hour, shard: 1, kind: 'sequenced', requests: requests.slice(100) }, hour * 3_600_000);
  const columns = session.deployment.table.StorageDescriptor.Columns.map(({ Name }) => Name);
  const target = lake.target(columns);
  for (const count of [4, 16, 1]) {
    const proofs: unknown[] = [];
    for (let index = 0; index < count; index++) {
      await lake.run(mergeHour(target, hour, { index, count }));
      const [proof] = await lake.run(proveHour(target, hour, { index, count }));
      proofs.push(proof);
    }
    const { values } = await lake.ask(
      `SELECT count(*) FROM ${target.compacted} WHERE arrived = TIMESTAMP '${new Date(hour * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')}'`,
    );
    const exact = { missing: 0, doubled: 0, unidentified: 0 };
    session.equal(
      `an hour in ${count} slices has each request once`,
      [values, proofs],
      [[[300]], proofs.map(() => exact)],
    );
  }
}
