import { output } from '../../terminal/printer.ts';
import { textTable, withCommas } from '../../terminal/textTable.ts';
import type { TrinoLake } from '../lake/trinoLake.ts';
import { bytesOf, filesOf, megabytes } from './storedFiles.ts';

/** Number of runs per query. The fastest run counts. */
const repeats = 3;

/** Queries for requests, bytes, hits, and errors by day and host: on the rollup and on the requests. */
const questions = {
  rollup: (table: string) => `SELECT day, host, sum(requests), sum(bytes), sum(hits), sum(errors)
FROM ${table} GROUP BY 1, 2`,
  requests: (table: string) => `SELECT day, coalesce(x_host_header, '-'), count(*), sum(sc_bytes),
  count_if(x_edge_result_type IN ('Hit', 'RefreshHit', 'OriginShieldHit')), count_if(sc_status >= 400)
FROM ${table} GROUP BY 1, 2`,
};

/** Measures how much the same query reads from the hourly rollup and from the compacted table. */
export async function measureRollup(lake: TrinoLake): Promise<void> {
  const { hourly, compacted } = lake.target([]);
  const rows: Record<string, unknown>[] = [];
  for (const [what, table, pattern] of [
    ['rollup', hourly, 'hourly/data/**/*.parquet'],
    ['requests', compacted, 'compacted/data/**/*.parquet'],
  ] as const) {
    const [{ count } = { count: 0 }] = await lake.run(`SELECT count(*) AS count FROM ${table}`);
    const runs = [];
    for (let run = 0; run < repeats; run++) runs.push((await lake.ask(questions[what](table))).statistics);
    const files = filesOf(lake, pattern);
    rows.push({
      'by day and host from': what,
      rows: withCommas(Number(count)),
      files: withCommas(files.length),
      MB: megabytes(bytesOf(files)),
      'MB read': megabytes(runs[0]?.bytes ?? 0),
      seconds: (Math.min(...runs.map(({ milliseconds }) => milliseconds)) / 1000).toFixed(1),
    });
  }
  output.lines([...textTable(rows), '']);
}
