import { shellWord } from '../../terminal/shellWord.ts';
import { withCommas } from '../../terminal/textTable.ts';
import type { ConvertReport } from './converter.ts';

/**
 * Returns the result of a conversion as lines of text.
 *
 * @param out the folder, as given on the command line
 */
export function describeConversion(report: ConvertReport, out: string): string[] {
  const { records, written, quarantined, malformedValues, blankLines, files } = report;
  if (records === 0) return ['0 records read; nothing to write'];
  const lines = [
    `${count(records, 'record')} read: ${count(written, 'row')}, ${withCommas(quarantined)} quarantined`,
  ];
  if (malformedValues > 0) {
    lines.push(
      `${count(malformedValues, 'value')} don't parse as their column's type; see the column malformed_values`,
    );
  }
  if (blankLines > 0) lines.push(`${count(blankLines, 'blank line')} skipped`);
  lines.push(`${count(files.length, 'file')} written to ${out}`);
  if (quarantined > 0) lines.push(`The files in ${out}/quarantine contain the reason for each record.`);
  if (written > 0) lines.push(`Query the rows: npx cfrl query top_paths_by_errors --lake ${shellWord(out)}`);
  return lines;
}

function count(number: number, what: string): string {
  return `${withCommas(number)} ${what}${number === 1 ? '' : 's'}`;
}
