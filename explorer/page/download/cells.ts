/** Prefixes text that a spreadsheet would run as a formula with an apostrophe. */
function spreadsheetText(value: string): string {
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(value);
  const isFormula = !isNumber && /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠|]|^[\t\r\n]/u.test(value);
  return isFormula ? `'${value}` : value;
}

/** Formats a CSV cell, safe to open in a spreadsheet. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = spreadsheetText(value);
  return /[",'\s]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Formats a cell of text separated by tabs, as spreadsheets copy and paste it, safe to open in a spreadsheet. */
export function tabCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = spreadsheetText(value);
  return /^"|[\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
