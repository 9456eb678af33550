import { RequestTable } from '../../../explorer/table/requestTable.ts';
import type { Segment } from '../../../explorer/table/segment.ts';

/** Returns a segment with requests of one file and host, one second apart. */
function segment(table: RequestTable, file: number, firstTime: number, rows: number, host: string): Segment {
  const code = table.dictionary('host').add(host);
  return {
    rows,
    times: Float64Array.from({ length: rows }, (_, row) => firstTime + row * 1_000),
    firstTime,
    lastTime: firstTime + (rows - 1) * 1_000,
    kinds: new Uint8Array(rows).fill(2),
    bytes: new Float64Array(rows).fill(10),
    firstByte: new Uint16Array(rows).fill(6),
    codes: new Map([['host', new Uint16Array(rows).fill(code)]]),
    files: new Uint32Array(rows).fill(file),
    fileRows: Uint32Array.from({ length: rows }, (_, row) => row),
  };
}

const question = { from: 0, to: 1_000_000, filters: [] };
const hosts = (table: RequestTable) =>
  table.facetValues(question, 'host', 10).values.map(({ value, requests }) => [value, requests]);

describe('a table of requests', () => {
  it('returns the same answers after its small segments are merged', () => {
    const table = new RequestTable(['host']);
    for (let file = 0; file < 40; file++)
      table.add(segment(table, file, file * 1_000, 5, `host ${file % 3}`));
    table.removeFile(4);
    const before = [...table.answer(question, ['host'])];
    table.mergeSmall(100);
    expect(table.segments.map(({ rows }) => rows)).toEqual([195]);
    expect([...table.answer(question, ['host'])]).toEqual(before);
    expect(hosts(table)).toEqual([
      ['host 0', 70],
      ['host 2', 65],
      ['host 1', 60],
    ]);
  });

  it('drops the earliest requests if there are too many', () => {
    const table = new RequestTable(['host']);
    for (const file of [2, 0, 1]) table.add(segment(table, file, file * 10_000, 10, `host ${file}`));
    table.limitRows(20);
    expect(hosts(table)).toEqual([
      ['host 2', 10],
      ['host 1', 10],
    ]);
    expect(table.span()).toEqual({ from: 10_000, to: 29_000, rows: 20 });
  });

  it('uses 27 bytes per request, and 2 more for each facet with few values', () => {
    const table = new RequestTable(['host']);
    table.add(segment(table, 0, 0, 1_000, 'host'));
    expect(table.bytes).toBe(1_000 * (8 + 1 + 8 + 2 + 4 + 4 + 2));
  });
});
