import { optimizeDay } from '../../core/lake/compaction/maintain.ts';
import { dayAndHour, hourOf } from '../../core/lake/keys.ts';
import { output } from '../../terminal/printer.ts';
import { textTable, withCommas } from '../../terminal/textTable.ts';
import { compact, compactAll } from '../lake/compact.ts';
import { writeExampleTraffic } from '../lake/exampleTraffic.ts';
import type { TrinoLake } from '../lake/trinoLake.ts';
import type { Session } from '../session.ts';
import { measureLayouts } from './measureLayouts.ts';
import { measureQueries } from './measureQueries.ts';
import { measureRollup } from './measureRollup.ts';
import { bytesOf, filesOf, megabytes } from './storedFiles.ts';

const hour = 3_600_000;

/** Number of runs per query. The fastest run counts. */
const repeats = 3;

/** Number of times that the example records are repeated in a day, each with 9,999 records and about 60 files. */
const repetitions = { whole: 20, quick: 2 };

/** Measures files, bytes, splits, and time for a day: raw, merged, optimized, and in other layouts. */
export async function measureSizes(session: Session): Promise<void> {
  const lake = session.lake('sizes');
  await lake.create(session.deployment.table);
  const until = Math.floor(Date.now() / (24 * hour)) * 24 * hour;
  const times = session.options.quick ? repetitions.quick : repetitions.whole;
  for (let repetition = 0; repetition < times; repetition++)
    writeExampleTraffic(lake.folder, {
      name: 'website-46-fields',
      shard: repetition,
      from: until - 24 * hour,
      until,
      batchSize: 260,
      repetition,
    });
  const rows: Record<string, unknown>[] = [];
  const measure = async (what: string, pattern: string) => {
    const files = filesOf(lake, pattern);
    const day = await measureQueries(lake, { until, hours: 24, repeats });
    const nine = await measureQueries(lake, { until, hours: 9, repeats });
    rows.push({
      lake: what,
      files: withCommas(files.length),
      MB: megabytes(bytesOf(files)),
      'splits, day': withCommas(day.splits),
      'MB read, day': megabytes(day.bytes),
      'seconds, day': (day.milliseconds / 1000).toFixed(1),
      'splits, 9 hours': withCommas(nine.splits),
      'MB read, 9 hours': megabytes(nine.bytes),
      'seconds, 9 hours': (nine.milliseconds / 1000).toFixed(1),
    });
  };
  await compact(session, lake, { now: until, isOn: false });
  await measure('raw files', 'raw/**/*.parquet');
  const [before] = await lake.run('SELECT count(*) AS requests FROM requests');
  await compactAll(session, lake, { now: until + 3 * hour });
  await measure('merged hourly', 'compacted/data/**/*.parquet');
  await optimize(session, lake, until);
  await measure('after OPTIMIZE', 'compacted/data/**/*.parquet');
  const [after] = await lake.run('SELECT count(*) AS requests FROM requests');
  session.equal('raw, merged, and optimized files contain the same requests', after, before);
  output.lines([
    `${withCommas(Number(after?.['requests']))} requests of a day, total of ten saved queries:`,
    '',
  ]);
  output.lines([...textTable(rows), '']);
  await measureRollup(lake);
  await measureLayouts(session, lake, until);
  lake.remove();
}

/** Merges the day's files, and removes the files of earlier snapshots. */
async function optimize(session: Session, lake: TrinoLake, until: number): Promise<void> {
  const columns = session.deployment.table.StorageDescriptor.Columns.map(({ Name }) => Name);
  const target = lake.target(columns);
  for (const each of [hourOf(until) - 24, hourOf(until)])
    for (const sql of optimizeDay(target, dayAndHour(each)[0])) await lake.run(sql);
  for (const procedure of ['expire_snapshots', 'remove_orphan_files'])
    await lake.run(`ALTER TABLE ${target.compacted} EXECUTE ${procedure}(retention_threshold => '0s')`, {
      session: `iceberg.${procedure === 'expire_snapshots' ? 'expire_snapshots' : 'remove_orphan_files'}_min_retention=0s`,
    });
}
