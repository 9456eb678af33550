/** Formats a table. Numbers are right-aligned. The first column and columns without digits are text. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const columns = header.map((title, column) => [title, ...rows.map((row) => row[column] ?? '')]);
  const widths = columns.map((cells) => Math.max(...cells.map(({ length }) => length)));
  const isText = columns.map(
    (cells, column) => column === 0 || !cells.slice(1).some((cell) => /^-?\d/.test(cell)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (isText[column] ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join('  ')
      .trimEnd();
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}

/** Formats a number with a fixed number of decimals, and commas as thousands separators. */
export function decimals(value: number, digits: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
