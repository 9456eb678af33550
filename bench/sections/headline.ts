import type { Comparison } from './comparisonResult.ts';

/** Names of contenders that the headline sets us against, and what is said of each. */
const rivals = {
  'DuckDB, raw text': 'times as fast as DuckDB, one thread, with raw text and without metrics',
  DuckDB: 'times as fast as DuckDB doing the same without metrics',
} as const;

/** What matters most of a comparison, a line each. */
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
