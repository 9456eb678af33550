/**
 * Moves the time of records so that the last of them is now: the gaps between them stay, made smaller alike where
 * they would reach further back than the span.
 *
 * @param column where the field `timestamp` is; a record that has no time there stays as it is
 * @param now epoch seconds
 * @param span the most between the first and the last record, in seconds
 */
export function retime(records: readonly string[], column: number, now: number, span: number): string[] {
  const times = records.map((record) => timeOf(record.split('\t')[column]));
  const known = times.filter((time) => time !== undefined);
  const first = known.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  const last = known.reduce((most, time) => Math.max(most, time), 0);
  const scale = last - first > span ? span / (last - first) : 1;
  return records.map((record, index) => {
    const time = times[index];
    if (time === undefined) return record;
    const values = record.split('\t');
    values[column] = (now - (last - time) * scale).toFixed(3);
    return values.join('\t');
  });
}

/** The time of a value of the field `timestamp`, in epoch seconds, or undefined if it isn't a time. */
export function timeOf(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+\.\d{3}$/.test(value) ? Number(value) : undefined;
}
