import { LayoutChoice, noLayout } from '../../../core/layouts/layoutChoice.ts';
import { Lines } from '../../../core/records/lines.ts';
import { findUnreadable, type Unreadable } from '../../../core/records/unreadable.ts';
import { batchOf } from '../../support/batches.ts';

/** Returns the unreadable lines of records. The given lines fit a layout. */
function find(
  data: readonly string[],
  {
    readable = [],
    fieldLists = [['asn', 'sc-status']],
  }: { readable?: readonly number[]; fieldLists?: readonly (readonly string[])[] } = {},
): Unreadable[] {
  const lines = new Lines();
  lines.read(batchOf(data.map((text) => ({ data: text }))));
  const members = Int32Array.from({ length: lines.count }, (_, line) => line);
  const layouts = Int16Array.from(members, (line) => (readable.includes(line) ? 0 : noLayout));
  const choice = new LayoutChoice(
    fieldLists.map((fields) => ({ fields, status: 'expected', since: '2026-11-20' })),
  );
  return findUnreadable(lines, members, layouts, choice);
}

describe('lines that are not rows', () => {
  it.each<[string, string, string, boolean]>([
    ['an empty record', '', 'expected a record, got an empty line', false],
    ['a line break alone', '\n', 'expected a record, got an empty line', false],
    [
      'a record with a NUL',
      'a\0\tb',
      'expected tab-separated text, got control characters or bytes that are not UTF-8',
      false,
    ],
    [
      'a long record',
      'A'.repeat(300_000),
      'expected a record of at most 262144 bytes, got a longer one',
      false,
    ],
    ['a record of other fields', 'a\tb\tc', 'expected a record of 2 fields, got 3', true],
    [
      'a record of very many fields',
      '\t'.repeat(10_000),
      'expected a record of 2 fields, got 255 or more',
      true,
    ],
    [
      'a record of other values',
      'a\tb',
      'expected 2 fields in the forms of a known layout, got several fields in other forms',
      true,
    ],
  ])('are reported with the reason: %s', (_, data, reason, ofUnknownLayout) => {
    expect(find([data])).toEqual([{ firstLine: 0, lastLine: 0, reason, ofUnknownLayout }]);
  });

  it('are reported with the numbers of fields of all known layouts', () => {
    const fieldLists = [['asn', 'c-ip', 's-ip'], ['asn'], ['s-ip', 'c-ip', 'asn']];
    expect(find(['a\tb'], { fieldLists })[0]?.reason).toBe('expected a record of 1 or 3 fields, got 2');
    expect(find(['a\tb'], { fieldLists: [] })[0]?.reason).toBe(
      'expected a known layout to read a record by, got none',
    );
  });

  it('are empty if every line is a row', () => {
    expect(find(['1\t2', '3\t4\n5\t6'], { readable: [0, 1, 2] })).toEqual([]);
  });

  it('are reported by record', () => {
    expect(
      find(['', 'a', '1\t2', '\n'], { readable: [2] }).map(({ firstLine, lastLine }) => [
        firstLine,
        lastLine,
      ]),
    ).toEqual([
      [0, 0],
      [1, 1],
      [3, 3],
    ]);
  });

  it('are reported once for neighboring lines of a record', () => {
    const found = find(['a\n\n\0\nb\n1\t2\n\nc', `${'x\n'.repeat(100_000)}`], { readable: [4] });
    expect(found).toEqual([
      {
        firstLine: 0,
        lastLine: 3,
        reason: 'expected a record of 2 fields, got 1, and 3 more lines that are not records',
        ofUnknownLayout: true,
      },
      {
        firstLine: 5,
        lastLine: 6,
        reason: 'expected a record, got an empty line, and another line that is not a record',
        ofUnknownLayout: true,
      },
      {
        firstLine: 7,
        lastLine: 100_006,
        reason: 'expected a record of 2 fields, got 1, and 99999 more lines that are not records',
        ofUnknownLayout: true,
      },
    ]);
  });
});
