import { type LayoutChoice, noLayout } from './layoutChoice.ts';
import { type Lines, lineFault, longestLine } from './lines.ts';

/** A line that became no row, or several neighboring ones of one record with the same fault. */
export interface Unreadable {
  readonly firstLine: number;
  readonly lastLine: number;
  /** What was expected and what was got. */
  readonly reason: string;
  /** Whether it would be a row if its layout were known. */
  readonly ofUnknownLayout: boolean;
}

/**
 * The lines of `members` that no layout fits, in the order of the batch.
 *
 * @param layouts index of each line's layout
 */
export function findUnreadable(
  lines: Lines,
  members: Int32Array,
  layouts: Int16Array,
  choice: LayoutChoice,
): Unreadable[] {
  const found: Unreadable[] = [];
  for (let index = 0; index < members.length; index++) {
    const firstLine = members[index] as number;
    if (layouts[firstLine] !== noLayout) continue;
    while (haveSameFault(lines, firstLine, members[index + 1])) index++;
    found.push({
      firstLine,
      lastLine: members[index] as number,
      reason: reasonOf(lines, firstLine, choice),
      ofUnknownLayout: lines.faults[firstLine] === lineFault.none,
    });
  }
  return found;
}

/** Neighbors are put together, so that a record of a million empty lines is not a million entries. */
function haveSameFault({ records, faults }: Lines, line: number, next: number | undefined): boolean {
  if (next === undefined || faults[line] === lineFault.none) return false;
  return records[next] === records[line] && faults[next] === faults[line];
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
      return layoutReason(lines.fieldCounts[line] as number, choice);
  }
}

function layoutReason(fieldCount: number, { layouts }: LayoutChoice): string {
  if (layouts.length === 0) return 'expected a known layout to read a record by, got none';
  const known = [...new Set(layouts.map(({ fields }) => fields.length))].sort((a, b) => a - b);
  if (!known.includes(fieldCount))
    return `expected a record of ${known.join(' or ')} fields, got ${fieldCount}`;
  return `expected ${fieldCount} fields in the forms of a known layout, got several that CloudFront writes otherwise`;
}
