/** Starts a download of a file in the browser. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Prefixes text that a spreadsheet would run as a formula with an apostrophe. */
export function spreadsheetText(value: string): string {
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(value);
  const isFormula = !isNumber && /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠|]|^[\t\r\n]/u.test(value);
  return isFormula ? `'${value}` : value;
}

/** Formats a CSV cell, see {@link spreadsheetText}. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = spreadsheetText(value);
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
