import type { Comparison } from './comparisonResult.ts';

/** Contenders in the headline, and the text for each. */
const rivals = {
  'DuckDB, raw text': 'times as fast as DuckDB, one thread, with raw text and without metrics',
  DuckDB: 'times as fast as DuckDB with the same work except metrics',
} as const;

/** Returns the most important results of a comparison, one per line. */
export function headline(comparisons: readonly Comparison[]): string[] {
  return comparisons.flatMap(({ shape, rows }) => {
    const ratioOf = (name: string) => rows.find((row) => row.name === name)?.ratio;
    const lines = Object.entries(rivals).flatMap(([name, words]) => {
      const ratio = ratioOf(name);
      return ratio === undefined ? [] : [`${shape}: ${ratio.toFixed(2)} ${words}`];
    });
    const floor = ratioOf('floor');
    return floor === undefined ? lines : [...lines, `${shape}: ${(1 / floor).toFixed(2)} times the floor`];
  });
}
