import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hoursPerRun } from '../../core/lake/compaction/planRun.ts';
import { dayAndHour } from '../../core/lake/keys.ts';
import { Reader } from '../faults/reader.ts';
import { compact } from '../lake/compact.ts';
import { readTableInput } from '../lake/deployment.ts';
import { LakeBucket } from '../lake/lakeBucket.ts';
import type { Session } from '../session.ts';
import { rollupDifferences } from './rollup.ts';

const hourMilliseconds = 3_600_000;

/** Template of the last release. */
const release = join(import.meta.dirname, '../../test/lib/fixtures/release-0.1.0.default.json');

/** Hours between the lake's files. Files in every hour for 90 days would only repeat the same case. */
const hoursBetween = 29;

/**
 * Upgrades a pipeline of the last release, and checks that its lake is merged at a limited rate, the oldest
 * hours first.
 */
export async function proveUpgrade(session: Session): Promise<void> {
  const { days } = session.options;
  const lake = session.lake('upgrade');
  await lake.create(readTableInput(JSON.parse(readFileSync(release, 'utf8'))));
  const bucket = new LakeBucket(lake.folder, session.connection);
  const reader = new Reader(lake, bucket);
  const last = Math.floor(Date.now() / hourMilliseconds) - 3;
  const first = last - days * 24 + 2;
  let number = 0;
  for (let hour = first; hour <= last; hour += hoursBetween) {
    const requests = Array.from({ length: 20 }, () => ({ number: number++, time: hour * hourMilliseconds }));
    const kind = hour % 3 === 0 ? 'unidentified' : 'identified';
    await bucket.put({ hour, shard: 0, kind, requests }, hour * hourMilliseconds);
    // Delivered again an hour later.
    if (kind === 'identified' && hour < last)
      await bucket.put(
        { hour: hour + 1, shard: 0, kind, requests: requests.slice(5) },
        (hour + 1) * hourMilliseconds,
      );
  }
  lake.putTable(session.deployment.table);
  const now = (last + 1) * hourMilliseconds + 76 * 60_000;
  const watermarks: number[] = [];
  let path: readonly string[] = [];
  for (;;) {
    const run = await compact(session, lake, { now });
    if (run.status === 'FAILED') throw new Error(`the run failed with ${run.error}: ${run.cause}`);
    path = run.path;
    if (path.length <= 3) break;
    await reader.check(`after run ${watermarks.length + 1}`);
    watermarks.push(reader.watermark() ?? 0);
  }
  session.check(
    `${number} requests of ${days} days, read after each of ${watermarks.length} runs`,
    reader.wrong,
  );
  const steps = watermarks.map((watermark, index) => watermark - (watermarks[index - 1] ?? first - 1));
  session.check(
    `the oldest hours first, at most ${hoursPerRun} per run`,
    steps.every((step) => step > 0 && step <= hoursPerRun) && watermarks.at(-1) === last
      ? []
      : [`got steps of ${steps.join(', ')}`],
  );
  const [oldest = ''] = await lake.calls.listFolders('raw/');
  const margin = `raw/arrival_day=${dayAndHour(last - 15 * 24)[0]}/`;
  session.check(
    'raw files remain for 14 days after their merge',
    oldest >= margin || days < 15 ? [] : [`got ${oldest}`],
  );
  session.check('the rollup equals the requests', await rollupDifferences(lake, 'after the upgrade'));
  lake.remove();
}
