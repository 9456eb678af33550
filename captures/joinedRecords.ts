const tab = 0x09;

/** Matches `1669021069.951`, the start of a record, after the last value of the previous record. */
const timestampBytes = 14;
const timestampPattern = /^\d{10}\.\d{3}$/;

/**
 * Splits records that were joined without line feeds, which delivery streams can do. Each record begins with
 * a timestamp, whose position follows from the number of fields.
 *
 * @param line joined records, without a line feed at the end
 * @param fieldCount number of fields of a record. The first field is `timestamp`
 * @returns the records, or undefined if the line doesn't consist of joined records
 */
export function splitJoined(line: Buffer, fieldCount: number): Buffer[] | undefined {
  const tabsOfRecord = fieldCount - 1;
  if (tabsOfRecord < 1) return undefined;
  const records: Buffer[] = [];
  let start = 0;
  let tabs = 0;
  for (let at = line.indexOf(tab); at >= 0; at = line.indexOf(tab, at + 1)) {
    // The tab after the next record's timestamp. The value before it contains both the last value and the
    // timestamp.
    if (++tabs <= tabsOfRecord) continue;
    const next = at - timestampBytes;
    if (next <= start || !timestampPattern.test(line.toString('latin1', next, at))) return undefined;
    records.push(line.subarray(start, next));
    start = next;
    tabs = 1;
  }
  if (records.length === 0 || tabs !== tabsOfRecord) return undefined;
  return [...records, line.subarray(start)];
}
