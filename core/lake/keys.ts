/** Prefix of the Parquet files, and location of the table `requests_raw`. */
export const rawPrefix = 'raw/';

/** Prefix of the files of the compacted table, which Athena names. */
export const compactedPrefix = 'compacted/';

/** Prefix of the files of the hourly rollup. */
export const hourlyPrefix = 'hourly/';

/** Prefix of the records that could not be read. */
export const quarantinePrefix = 'quarantine/';

/** Prefix of query results. */
export const queryResultsPrefix = 'query-results/';

/** Prefix of the marks on what was replayed: each at this prefix and the key of what it is about. */
export const replayedPrefix = 'replayed/';

/** Key of the known layouts. */
export const layoutsKey = 'config/layouts.json';

/** Key of the history of explained alarms. */
export const explanationsKey = 'config/explanations.json';

/** Prefix of the notes on log configurations of others that an attachment replaced. */
export const replacedPrefix = 'config/replaced/';

/** Key of the note on a distribution. */
export function replacedKey(distributionId: string): string {
  return `${replacedPrefix}${distributionId}.json`;
}

/** What a file may be named by. */
const safeName = /^[A-Za-z0-9][\w.-]{0,300}$/;

const millisecondsAnHour = 3_600_000;

/** The hour of a time in epoch milliseconds, as the number of hours since the epoch. */
export function hourOf(time: number): number {
  return Math.floor(time / millisecondsAnHour);
}

/** The UTC day and hour of the day of a number of hours since the epoch: `2026-11-20` and `13`. */
export function dayAndHour(hour: number): readonly [day: string, hourOfDay: string] {
  const iso = new Date(hour * millisecondsAnHour).toISOString();
  return [iso.slice(0, 10), iso.slice(11, 13)];
}

/** Partition of an hour: `arrival_day=2026-11-20/arrival_hour=13/`, UTC. */
export function partition(hour: number): string {
  const [day, hourOfDay] = dayAndHour(hour);
  return `arrival_day=${day}/arrival_hour=${hourOfDay}/`;
}

/** Key of the Parquet file that begins with a record. A file is named by its first row, so a retry writes it again. */
export function rawKey(hour: number, shardId: string, sequenceNumber: string): string {
  return `${rawPrefix}${partition(hour)}${fileName(shardId, sequenceNumber)}.parquet`;
}

/** Key of the quarantine file that begins with a record. */
export function quarantineKey(hour: number, shardId: string, sequenceNumber: string): string {
  return `${quarantinePrefix}${partition(hour)}${fileName(shardId, sequenceNumber)}.ndjson.gz`;
}

/** @throws Error if the name could leave its folder, or hide in it */
function fileName(shardId: string, sequenceNumber: string): string {
  const name = `${shardId}-${sequenceNumber}`;
  if (safeName.test(name)) return name;
  throw new Error(
    `expected a shard and a sequence number to name a file by, got ${JSON.stringify(name.slice(0, 80))}`,
  );
}

/**
 * Key of the Parquet file with the rows that came of a quarantine file, beside the other files of its hour. It is
 * named after the quarantine file and not by its first row, by which a retry may have named a file of more rows.
 */
export function releasedKey(quarantineFileKey: string): string {
  return quarantineFileKey
    .replace(quarantinePrefix, rawPrefix)
    .replace(/\.ndjson\.gz$/, '.quarantine.parquet');
}
