const widestColumn = 48;

/** A table as text: the first line names the columns, numbers stand to the right. */
export function textTable(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => toText(row[name])))];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const isNumeric = names.map((name) => rows.every((row) => /^[-\d.,%]*$/.test(toText(row[name]))));
  return lines
    .map((line) =>
      line
        .map((text, column) =>
          isNumeric[column] ? text.padStart(widths[column]) : text.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}\n`)
    .join('');
}

/** A number with commas between its thousands. */
export function withCommas(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return '-';
  const text = String(value);
  return text.length > widestColumn ? `${text.slice(0, widestColumn - 1)}…` : text;
}
