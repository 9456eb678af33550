const tab = 0x09;

/** `1669021069.951`, as a record begins, behind the last value of the record before it. */
const timestampBytes = 14;
const timestampPattern = /^\d{10}\.\d{3}$/;

/**
 * Records that were joined without line feeds, as objects of a delivery stream can be: split before the
 * timestamps, which the number of fields locates.
 *
 * @param line the records, without a line feed at the end
 * @param fieldCount fields of a record, the first of them `timestamp`
 * @returns the records, or undefined if the line isn't several joined records
 */
export function splitJoined(line: Buffer, fieldCount: number): Buffer[] | undefined {
  const tabsOfRecord = fieldCount - 1;
  if (tabsOfRecord < 1) return undefined;
  const records: Buffer[] = [];
  let start = 0;
  let tabs = 0;
  for (let at = line.indexOf(tab); at >= 0; at = line.indexOf(tab, at + 1)) {
    // The tab behind the next record's timestamp: it ends in the value that holds both.
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
