import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Reader } from '../faults/reader.ts';
import { compactAll } from '../lake/compact.ts';
import { LakeBucket } from '../lake/lakeBucket.ts';
import type { TrinoLake } from '../lake/trinoLake.ts';
import type { Session } from '../session.ts';
import { rollupDifferences } from './rollup.ts';

const hourMilliseconds = 3_600_000;

/**
 * Checks that after a stack and its database are deleted, the next stack restores the rows from the tables'
 * metadata files.
 */
export async function proveRedeployment(session: Session): Promise<void> {
  const lake = session.lake('redeployment');
  const { table } = session.deployment;
  await lake.create(table);
  const bucket = new LakeBucket(lake.folder, session.connection);
  const reader = new Reader(lake, bucket);
  const first = Math.floor(Date.now() / hourMilliseconds) - 30;
  let number = 0;
  const put = async (hour: number) => {
    const requests = Array.from({ length: 50 }, () => ({ number: number++, time: hour * hourMilliseconds }));
    await bucket.put({ hour, shard: 0, kind: 'identified', requests }, hour * hourMilliseconds);
  };
  for (let hour = first; hour < first + 4; hour++) await put(hour);
  const closed = (hour: number) => (hour + 1) * hourMilliseconds + 76 * 60_000;
  await compactAll(session, lake, { now: closed(first + 3) });
  // The raw files of the first hours are deleted, as after the retention margin. Only the compacted table has
  // their rows.
  await bucket.removeHour(first);
  await bucket.removeHour(first + 1);
  await reader.check('before the deletion');

  lake.forgetTables();
  lake.putTable(table);
  for (const name of ['requests_compacted', 'requests_hourly']) await register(lake, name);
  await put(first + 4);
  await compactAll(session, lake, { now: closed(first + 4) });
  await reader.check('after the redeployment');
  session.equal(
    'the next stack continues at the hour where the last one stopped',
    reader.watermark(),
    first + 4,
  );
  session.check(`${number} requests are restored, including those without raw files`, reader.wrong);
  session.check('the rollup equals the requests', await rollupDifferences(lake, 'after the redeployment'));
  lake.remove();
}

/** Registers a table by its newest metadata file. */
async function register(lake: TrinoLake, table: string): Promise<void> {
  const folder = table === 'requests_compacted' ? 'compacted' : 'hourly';
  const newest =
    globSync(join(lake.folder, folder, 'metadata/*.metadata.json'))
      .sort()
      .at(-1) ?? '';
  await lake.run(
    `CALL iceberg.system.register_table('${lake.schema}', '${table}', 'local:///${lake.schema}/${folder}', '${basename(newest)}')`,
  );
}
