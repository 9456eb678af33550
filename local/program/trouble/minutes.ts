/** Records that arrive in one minute. */
export interface MinuteOfRecords {
  /** Start of the minute in epoch seconds. */
  readonly start: number;
  readonly records: readonly string[];
}

/**
 * Groups records by the minute of their timestamps, oldest first. A record without a timestamp goes to the
 * minute of the previous record.
 *
 * @param column index of the field `timestamp`
 */
export function groupByMinute(records: readonly string[], column: number): MinuteOfRecords[] {
  const minutes = new Map<number, string[]>();
  let start = 0;
  for (const record of records) {
    const seconds = Number(record.split('\t')[column]);
    if (seconds > 1e9) start = seconds - (seconds % 60);
    const minute = minutes.get(start) ?? [];
    minutes.set(start, minute);
    minute.push(record);
  }
  const first = Math.min(...[...minutes.keys()].filter((minute) => minute > 0));
  return [...minutes]
    .map(([minute, lines]) => ({ start: minute === 0 ? first : minute, records: lines }))
    .sort((a, b) => a.start - b.start);
}
