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

/** Prefix of the marks for replayed objects. The key of a mark is this prefix followed by the key of the object. */
export const replayedPrefix = 'replayed/';

/** Key of the known layouts. */
export const layoutsKey = 'config/layouts.json';

/** Key of the history of explained alarms. */
export const explanationsKey = 'config/explanations.json';

/** Prefix of the notes about foreign log configurations that an attachment replaced. */
export const replacedPrefix = 'config/replaced/';

/** Returns the key of the note about a distribution. */
export function replacedKey(distributionId: string): string {
  return `${replacedPrefix}${distributionId}.json`;
}

/** Matches the names that a file may have. */
const safeName = /^[A-Za-z0-9][\w.-]{0,300}$/;

const millisecondsPerHour = 3_600_000;

/** Converts epoch milliseconds to hours since the epoch. */
export function hourOf(time: number): number {
  return Math.floor(time / millisecondsPerHour);
}

/** Converts hours since the epoch to the UTC day and hour of the day: `2026-11-20` and `13`. */
export function dayAndHour(hour: number): readonly [day: string, hourOfDay: string] {
  const iso = new Date(hour * millisecondsPerHour).toISOString();
  return [iso.slice(0, 10), iso.slice(11, 13)];
}

/** Returns the partition of an hour: `arrival_day=2026-11-20/arrival_hour=13/`, UTC. */
export function partition(hour: number): string {
  const [day, hourOfDay] = dayAndHour(hour);
  return `arrival_day=${day}/arrival_hour=${hourOfDay}/`;
}

/**
 * Returns the key of the Parquet file that begins with a record. A file is named after its first row, so a retry
 * overwrites it.
 */
export function rawKey(hour: number, shardId: string, sequenceNumber: string): string {
  return `${rawPrefix}${partition(hour)}${fileName(shardId, sequenceNumber)}.parquet`;
}

/** Returns the key of the quarantine file that begins with a record. */
export function quarantineKey(hour: number, shardId: string, sequenceNumber: string): string {
  return `${quarantinePrefix}${partition(hour)}${fileName(shardId, sequenceNumber)}.ndjson.gz`;
}

/** @throws Error if the name could leave its folder or be hidden in it */
function fileName(shardId: string, sequenceNumber: string): string {
  const name = `${shardId}-${sequenceNumber}`;
  if (safeName.test(name)) return name;
  throw new Error(
    `expected a shard and a sequence number to name a file by, got ${JSON.stringify(name.slice(0, 80))}`,
  );
}

/**
 * Returns the key of the Parquet file for rows that were read from a quarantine file. The file is in the same hour. It
 * is named after the quarantine file and not after its first row, because a retry may have used that name for a file
 * with more rows.
 */
export function releasedKey(quarantineFileKey: string): string {
  return quarantineFileKey
    .replace(quarantinePrefix, rawPrefix)
    .replace(/\.ndjson\.gz$/, '.quarantine.parquet');
}
