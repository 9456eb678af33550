import { compactedIdentity } from '../../core/lake/compaction/identity.ts';
import { closingMinutes, lateMarksPrefix } from '../../core/lake/compaction/lateMarks.ts';
import type { PlannerSettings } from '../../core/lake/compaction/planner.ts';
import { compactedTableName } from '../../core/lake/compaction/target.ts';
import { compactedPrefix, rawPrefix } from '../../core/lake/keys.ts';
import { requestsViewName } from '../../core/lake/requestsView.ts';
import type { FileTotals, Lake } from '../lake.ts';
import { runCompaction } from './compactor.ts';
import { DuckdbEngine } from './duckdbEngine.ts';
import { LakeFiles } from './lakeFiles.ts';

const settings: PlannerSettings = {
  dialect: 'duckdb',
  // Records can have any age here. Nothing expires.
  retentionDays: 10_000,
  isOn: true,
  locations: { compacted: '', hourly: '' },
};

/** Results of a compaction. */
export interface CompactedLake {
  /** The raw files that were merged. They aren't deleted. */
  readonly before: FileTotals;
  readonly after: FileTotals;
  /** Rows in the view `requests`. */
  readonly requests: number;
  /** Rows whose request has another row, too. */
  readonly copies: number;
}

/**
 * Compacts a lake with the deployed state machine, with DuckDB instead of Athena, at a time when all of the
 * lake's hours are closed. Afterward, the lake's view `requests` reads the compacted rows. They are also
 * written to `compacted/`, as zstd Parquet files by day, as Athena stores them.
 *
 * @param folder the lake's folder, which contains raw files
 * @throws Error if the execution of the state machine fails
 */
export async function compactLake(lake: Lake, folder: string): Promise<CompactedLake> {
  const engine = new DuckdbEngine(lake.connection);
  const files = new LakeFiles(folder);
  const raw = await files.listFiles(rawPrefix);
  const now = closingTime(raw.map(({ key }) => key));
  for (;;) {
    const { status, path, error, cause } = await runCompaction({
      settings,
      engine,
      calls: {
        findTable: (name) => engine.findTable(name),
        listFiles: (prefix, max) => files.listFiles(prefix, max),
        listFolders: (prefix) => files.listFolders(prefix),
        // A local lake keeps its raw files, because its tables are in memory only.
        deleteFiles: (keys) => files.deleteFiles(keys.filter((key) => key.startsWith(lateMarksPrefix))),
      },
      now: () => now,
    });
    if (status !== 'SUCCEEDED') throw new Error(`the compaction failed with ${error}: ${cause}`);
    if (!path.includes('Run statement')) break;
  }
  const [{ requests, identities }] = await lake.ask(
    `SELECT count(*) AS requests, count(DISTINCT ${compactedIdentity()}) AS identities FROM ${requestsViewName}`,
  );
  await writeCompacted(lake, folder);
  const after = totals(await files.listFiles(compactedPrefix));
  return {
    before: totals(raw),
    after,
    requests: Number(requests),
    copies: Number(requests) - Number(identities),
  };
}

/** Returns the time at which the last hour with files is closed, in epoch milliseconds. */
function closingTime(keys: readonly string[]): number {
  const hours = keys.flatMap((key) => {
    const [, day, hourOfDay] = /arrival_day=(\d{4}-\d\d-\d\d)\/arrival_hour=(\d\d)\//.exec(key) ?? [];
    return day === undefined ? [] : [Date.parse(`${day}T${hourOfDay}:00:00Z`)];
  });
  return hours.reduce((latest, hour) => Math.max(latest, hour), 0) + (60 + closingMinutes) * 60_000;
}

async function writeCompacted(lake: Lake, folder: string): Promise<void> {
  const location = `${folder.replaceAll('\\', '/').replace(/\/$/, '')}/${compactedPrefix.slice(0, -1)}`;
  await lake.ask(
    `COPY (FROM ${compactedTableName}) TO '${location.replaceAll("'", "''")}'
     (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (day), WRITE_PARTITION_COLUMNS true, OVERWRITE_OR_IGNORE true)`,
  );
}

function totals(files: readonly { readonly bytes: number }[]): FileTotals {
  return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}
