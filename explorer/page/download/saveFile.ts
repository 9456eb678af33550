/** Starts a download of a file in the browser. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Formats a CSV cell. Text that a spreadsheet would run as a formula is prefixed with an apostrophe. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(value);
  const safe = !isNumber && /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠|]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  return /[",'\s]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Creates a CSV file with a header row. */
export function csvFile(
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): Blob {
  const lines = [columns, ...rows].map((row) => row.map(csvCell).join(','));
  return new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/csv' });
}
