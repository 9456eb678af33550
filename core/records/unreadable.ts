import { type LayoutChoice, noLayout } from '../layouts/layoutChoice.ts';
import { lineFault } from './batch.ts';
import { type Lines, longestLine, maxFields } from './lines.ts';

/** A line that is not a row, or several neighboring lines of one record. */
export interface Unreadable {
  readonly firstLine: number;
  readonly lastLine: number;
  /** What was expected and what was received. */
  readonly reason: string;
  /** Whether a line could be read if its layout were known. */
  readonly ofUnknownLayout: boolean;
}

/**
 * Returns the lines of `members` that match no layout, in the order of the batch. Neighboring lines of one record are
 * put together, so a record with a million unreadable lines doesn't produce a million entries.
 *
 * @param layouts index of each line's layout
 */
export function findUnreadable(
  lines: Lines,
  members: Int32Array,
  layouts: Int16Array,
  choice: LayoutChoice,
): Unreadable[] {
  const { records, faults } = lines;
  const found: Unreadable[] = [];
  for (let index = 0; index < members.length; ) {
    const firstLine = members[index++];
    if (layouts[firstLine] !== noLayout) continue;
    let lastLine = firstLine;
    let ofUnknownLayout = faults[firstLine] === lineFault.none;
    while (
      members[index] === lastLine + 1 &&
      records[lastLine + 1] === records[firstLine] &&
      layouts[lastLine + 1] === noLayout
    ) {
      lastLine = members[index++];
      if (faults[lastLine] === lineFault.none) ofUnknownLayout = true;
    }
    const reason = reasonOf(lines, firstLine, choice) + moreLines(lastLine - firstLine);
    found.push({ firstLine, lastLine, reason, ofUnknownLayout });
  }
  return found;
}

function moreLines(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? ', and another line that is not a record'
    : `, and ${count} more lines that are not records`;
}

function reasonOf(lines: Lines, line: number, choice: LayoutChoice): string {
  switch (lines.faults[line]) {
    case lineFault.empty:
      return 'expected a record, got an empty line';
    case lineFault.tooLong:
      return `expected a record of at most ${longestLine} bytes, got a longer one`;
    case lineFault.notText:
      return 'expected tab-separated text, got control characters or bytes that are not UTF-8';
    default:
      return layoutReason(lines.fieldCounts[line], choice);
  }
}

function layoutReason(fieldCount: number, { layouts }: LayoutChoice): string {
  if (layouts.length === 0) return 'expected a known layout to read a record by, got none';
  const known = [...new Set(layouts.map(({ fields }) => fields.length))].sort((a, b) => a - b);
  if (!known.includes(fieldCount)) {
    const got = fieldCount === maxFields ? `${maxFields} or more` : fieldCount;
    return `expected a record of ${known.join(' or ')} fields, got ${got}`;
  }
  return `expected ${fieldCount} fields in the forms of a known layout, got several fields in other forms`;
}
