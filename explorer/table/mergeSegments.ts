import type { Codes, Segment } from './segment.ts';

/** Merges segments into one, without removed rows. */
export function mergeSegments(segments: readonly Segment[]): Segment {
  const kept = segments.map(({ rows, times }) => {
    const places: number[] = [];
    for (let row = 0; row < rows; row++) if (!Number.isNaN(times[row])) places.push(row);
    return places;
  });
  const rows = kept.reduce((sum, places) => sum + places.length, 0);
  const fill = <T extends Float64Array | Uint8Array | Codes>(
    merged: T,
    columnOf: (segment: Segment) => T | undefined,
  ): T => {
    let at = 0;
    for (const [index, segment] of segments.entries()) {
      const column = columnOf(segment);
      for (const row of kept[index]) merged[at++] = column?.[row] ?? 0;
    }
    return merged;
  };
  const hasQueries = segments.some(({ queries }) => queries !== undefined);
  const facets = [...new Set(segments.flatMap(({ codes }) => [...codes.keys()]))];
  const codes = facets.map((facet) => {
    const isNarrow = segments.every((segment) => !(segment.codes.get(facet) instanceof Uint32Array));
    const empty: Codes = isNarrow ? new Uint16Array(rows) : new Uint32Array(rows);
    return [facet, fill(empty, (segment) => segment.codes.get(facet))] as const;
  });
  return {
    rows,
    times: fill(new Float64Array(rows), ({ times }) => times),
    firstTime: Math.min(...segments.map(({ firstTime }) => firstTime)),
    lastTime: Math.max(...segments.map(({ lastTime }) => lastTime)),
    kinds: fill(new Uint8Array(rows), ({ kinds }) => kinds),
    bytes: fill(new Float64Array(rows), ({ bytes }) => bytes),
    firstByte: fill(new Uint16Array(rows), ({ firstByte }) => firstByte),
    queries: hasQueries ? fill(new Uint32Array(rows), ({ queries }) => queries) : undefined,
    files: fill(new Uint32Array(rows), ({ files }) => files),
    fileRows: fill(new Uint32Array(rows), ({ fileRows }) => fileRows),
    codes: new Map(codes),
  };
}
