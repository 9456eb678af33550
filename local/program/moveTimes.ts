/**
 * Moves the records' times so that the latest is now. The gaps between them remain, or, if the records cover
 * more than `span`, shrink by the same factor.
 *
 * @param column index of the field `timestamp`; records without a time in this column don't change
 * @param now current time in epoch seconds
 * @param span maximum time between the first and the last record, in seconds
 */
export function moveTimes(records: readonly string[], column: number, now: number, span: number): string[] {
  const times = records.map((record) => timeOf(record.split('\t')[column]));
  const known = times.filter((time) => time !== undefined);
  const first = known.reduce((min, time) => Math.min(min, time), Number.POSITIVE_INFINITY);
  const last = known.reduce((max, time) => Math.max(max, time), 0);
  const scale = last - first > span ? span / (last - first) : 1;
  return records.map((record, index) => {
    const time = times[index];
    if (time === undefined) return record;
    const values = record.split('\t');
    values[column] = (now - (last - time) * scale).toFixed(3);
    return values.join('\t');
  });
}

/** Parses a value of the field `timestamp` as epoch seconds. Returns undefined if it isn't a time. */
export function timeOf(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+\.\d{3}$/.test(value) ? Number(value) : undefined;
}
