import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeExampleDay } from '../../explorer/example/writeExampleDay.ts';
import type { Filter } from '../../explorer/questions/question.ts';
import { FolderSource } from '../../explorer/sources/folder/folderSource.ts';
import { quick } from '../measure/effort.ts';
import { decimals, formatTable } from '../report/table.ts';
import type { Section } from './section.ts';

const start = Date.UTC(2026, 10, 25);
const hour = 3_600_000;

/** Times for one size of lake, in milliseconds. */
interface ExplorerRow {
  readonly requests: number;
  readonly load: number;
  /** Complete refresh of the page: totals, charts, all lists, and the latest requests. */
  readonly refresh: number;
  readonly filtered: number;
  readonly oneHour: number;
  /** Explanation of 20 minutes in comparison with the two hours before. */
  readonly explain: number;
  /** Resident memory after loading, in MB. */
  readonly memory: number;
}

const questions: readonly (readonly [
  name: 'refresh' | 'filtered' | 'oneHour',
  from: number,
  to: number,
  filters: readonly Filter[],
])[] = [
  ['refresh', start, start + 24 * hour, []],
  ['filtered', start, start + 24 * hour, [{ facet: 'host', include: ['www.example.com'], exclude: [] }]],
  ['oneHour', start + 13 * hour, start + 14 * hour, []],
];

/** Measures the times of the page's server, by size of the lake. */
export const explorer: Section<ExplorerRow[]> = {
  title: 'The explorer: time on the server, by requests in the lake (an example day)',
  async measure({ efforts }) {
    const sizes = efforts === quick ? [100_000] : [1_000_000, 10_000_000];
    const rows: ExplorerRow[] = [];
    for (const requests of sizes) rows.push(await measureSize(requests, efforts.ours.rounds));
    return rows;
  },
  print: (rows) =>
    formatTable(
      ['requests', 'load s', 'refresh ms', 'one host ms', 'one hour ms', 'explain ms', 'memory MB'],
      rows.map((row) => [
        decimals(row.requests, 0),
        decimals(row.load / 1_000, 1),
        ...[row.refresh, row.filtered, row.oneHour, row.explain, row.memory].map((value) =>
          decimals(value, 0),
        ),
      ]),
    ),
};

async function measureSize(requests: number, rounds: number): Promise<ExplorerRow> {
  const folder = mkdtempSync(join(tmpdir(), 'explorer-bench-'));
  try {
    await writeExampleDay(folder, { rows: requests, start });
    const before = performance.now();
    const source = await FolderSource.open({ folder: join(folder, 'raw'), name: 'bench' });
    await source.refresh();
    const load = performance.now() - before;
    const memory = process.memoryUsage().rss / 1e6;
    const times: Record<string, number> = {};
    for (const [name, from, to, filters] of questions) {
      times[name] = await median(rounds, async () => {
        for await (const _ of source.ask({ from, to, filters }, new AbortController().signal));
      });
    }
    const selected = { from: start + 13.2 * hour, to: start + 13.5 * hour };
    const explain = await median(rounds, () => source.explain([], selected, '5xx'));
    await source.close();
    const { refresh, filtered, oneHour } = times as Pick<ExplorerRow, 'refresh' | 'filtered' | 'oneHour'>;
    return { requests, load, refresh, filtered, oneHour, explain, memory };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function median(rounds: number, run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const before = performance.now();
    await run();
    times.push(performance.now() - before);
  }
  // The first round is for warming up.
  return times.slice(1).sort((a, b) => a - b)[Math.floor(rounds / 2)];
}
