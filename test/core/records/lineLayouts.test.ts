import { LayoutChoice, noLayout } from '../../../core/layouts/layoutChoice.ts';
import { LineLayouts } from '../../../core/records/lineLayouts.ts';
import { Lines } from '../../../core/records/lines.ts';
import { batchOf } from '../../support/batches.ts';

const fieldLists = [['asn'], ['asn', 'sc-status'], ['c-country', 'sc-status']];
const choice = new LayoutChoice(
  fieldLists.map((fields) => ({ fields, status: 'expected', since: '2026-11-20' })),
);

function splitLines(...data: string[]): { lines: Lines; all: Int32Array } {
  const lines = new Lines();
  lines.read(batchOf(data.map((text) => ({ data: text }))));
  return { lines, all: Int32Array.from(data.keys()) };
}

describe('LineLayouts', () => {
  it('assigns the most likely layout by number of fields, and none to lines that are not records', () => {
    const { lines, all } = splitLines('1\t200', '1', '', '1\0', '1\t200\tc');
    const layouts = new LineLayouts(choice);
    expect([...layouts.assignLikeliest(lines, all)]).toEqual([0, 1]);
    expect([...layouts.indexes.subarray(0, 5)]).toEqual([1, 0, noLayout, noLayout, noLayout]);
  });

  it('assigns layouts to its members only, and keeps those of other lines', () => {
    const data = Array.from({ length: 3000 }, () => '1');
    const { lines, all } = splitLines(...data);
    const layouts = new LineLayouts(choice);
    const small = splitLines('1\t200', '1\t200');
    layouts.assignLikeliest(small.lines, small.all);
    expect([...layouts.assignLikeliest(lines, all.subarray(1))]).toEqual([...all.subarray(1)]);
    expect([...layouts.indexes.subarray(0, 3)]).toEqual([1, 0, 0]);
  });

  it('chooses again for lines with mismatches, by their values', () => {
    const { lines, all } = splitLines('1\t200', 'US\t200', 'us\tOK', '1\tOK');
    const layouts = new LineLayouts(choice);
    layouts.assignLikeliest(lines, all);
    expect([...layouts.correct(lines, all, Uint8Array.of(0, 1, 2, 1))]).toEqual([0, 1, 3]);
    expect([...layouts.indexes.subarray(0, 4)]).toEqual([1, 2, noLayout, 1]);
    expect([...layouts.usedBy(Int32Array.of(0, 1, 3))]).toEqual([1, 2]);
    expect([...layouts.countBy(Int32Array.of(0, 1, 3))]).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it('returns the same lines if no layout changes', () => {
    const { lines, all } = splitLines('1\t200', '1\tOK');
    const layouts = new LineLayouts(choice);
    layouts.assignLikeliest(lines, all);
    expect(layouts.correct(lines, all, Uint8Array.of(0, 1))).toBe(all);
  });
});
