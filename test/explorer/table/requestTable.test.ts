import { RequestTable } from '../../../explorer/table/requestTable.ts';
import type { Segment } from '../../../explorer/table/segment.ts';

/** Returns a segment with requests of one file and host, one second apart. */
function segment(table: RequestTable, file: number, firstTime: number, rows: number, host: string): Segment {
  const code = table.dictionary('host').add(host);
  const path = table.dictionary('path-pattern').add(`/${host}`);
  return {
    rows,
    times: Float64Array.from({ length: rows }, (_, row) => firstTime + row * 1_000),
    firstTime,
    lastTime: firstTime + (rows - 1) * 1_000,
    kinds: new Uint8Array(rows).fill(2),
    bytes: new Float64Array(rows).fill(10),
    firstByte: new Uint16Array(rows).fill(6),
    codes: new Map([
      ['host', new Uint16Array(rows).fill(code)],
      ['path-pattern', new Uint16Array(rows).fill(path)],
    ]),
    queries: file % 2 === 0 ? undefined : Uint32Array.from({ length: rows }, (_, row) => file * rows + row),
    files: new Uint32Array(rows).fill(file),
    fileRows: Uint32Array.from({ length: rows }, (_, row) => row),
  };
}

const question = { from: 0, to: 1_000_000, filters: [] };
const hosts = (table: RequestTable) =>
  table.facetValues(question, 'host', 10).values.map(({ value, requests }) => [value, requests]);

describe('a table of requests', () => {
  it('returns the same answers after its small segments are merged', () => {
    const table = new RequestTable(['host', 'path-pattern']);
    for (let file = 0; file < 40; file++)
      table.add(segment(table, file, file * 1_000, 15, `host ${file % 3}`));
    table.removeFile(4);
    const before = [...table.answer(question, ['host'])];
    table.mergeSmall(100);
    expect(table.segments.map(({ rows }) => rows)).toEqual([585]);
    expect([...table.answer(question, ['host'])]).toEqual(before);
    expect(before).toContainEqual({
      part: 'cacheBusting',
      paths: [
        { path: '/host 0', queries: 105, misses: 105 },
        { path: '/host 1', queries: 105, misses: 105 },
      ],
    });
    expect(hosts(table)).toEqual([
      ['host 0', 210],
      ['host 2', 195],
      ['host 1', 180],
    ]);
  });

  it('drops the earliest requests if there are too many', () => {
    const table = new RequestTable(['host', 'path-pattern']);
    for (const file of [2, 0, 1]) table.add(segment(table, file, file * 10_000, 10, `host ${file}`));
    table.limitRows(20);
    expect(hosts(table)).toEqual([
      ['host 2', 10],
      ['host 1', 10],
    ]);
    expect(table.span()).toEqual({ from: 10_000, to: 29_000, rows: 20 });
  });

  it('uses 27 bytes per request, 2 more for each facet with few values, and 4 more with query strings', () => {
    const table = new RequestTable(['host', 'path-pattern']);
    table.add(segment(table, 0, 0, 1_000, 'host'));
    expect(table.bytes).toBe(1_000 * (8 + 1 + 8 + 2 + 4 + 4 + 2 * 2));
    table.add(segment(table, 1, 0, 1_000, 'host'));
    expect(table.bytes).toBe(2_000 * (8 + 1 + 8 + 2 + 4 + 4 + 2 * 2) + 1_000 * 4);
  });
});
