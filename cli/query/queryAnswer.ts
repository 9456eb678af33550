/** A value of a result, for JSON. Times are strings in ISO 8601 (UTC); whole numbers above 2^53 are strings. */
export type QueryValue = string | number | boolean | null;

/** A result with pages of rows. Values are in the order of the columns. */
export interface QueryAnswer {
  readonly columns: readonly string[];
  readonly pages: AsyncIterable<readonly (readonly QueryValue[])[]>;
  /** Bytes that Athena scanned; undefined for DuckDB. */
  readonly scannedBytes?: number;
}

/** Returns names that are all different: a repeated name gets a number, as in DuckDB, such as `bytes:1`. */
export function differentNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let different = name;
    for (let number = 1; used.has(different); number++) different = `${name}:${number}`;
    used.add(different);
    return different;
  });
}

const numberTypes =
  /^(tinyint|smallint|int|integer|bigint|hugeint|utinyint|usmallint|uinteger|ubigint|float|real|double|decimal)\b/i;

/**
 * Parses a value from the text in an engine's result.
 *
 * @param type name of the type in Athena or DuckDB
 */
export function readValue(text: string | null, type: string): QueryValue {
  if (text === null) return null;
  if (/^boolean$/i.test(type)) return text === 'true';
  if (/^timestamp(?!.*zone)/i.test(type)) return isoTime(text);
  if (!numberTypes.test(type)) return text;
  const number = Number(text);
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : text;
}

/** Converts `2026-11-20 13:04:59.123` to `2026-11-20T13:04:59.123Z`. Other text is returned unchanged. */
function isoTime(text: string): string {
  const [, day, time, fraction = ''] =
    /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d+))?$/.exec(text) ?? [];
  if (day === undefined) return text;
  return `${day}T${time}.${fraction.replace(/0+$/, '').padEnd(3, '0')}Z`;
}
