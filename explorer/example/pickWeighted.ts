import { sqlText } from '../../core/sql/literals.ts';
/** A value and its relative frequency. */
export type Weighted = readonly [value: string, weight: number];

/**
 * Returns SQL that picks a value by a number from 0 to 1, with a probability in proportion to its weight.
 *
 * @param uniform SQL expression with a value from 0 to 1
 */
export function pickWeighted(uniform: string, values: readonly Weighted[]): string {
  const total = values.reduce((sum, [, weight]) => sum + weight, 0);
  let below = 0;
  const branches = values.slice(0, -1).map(([value, weight]) => {
    below += weight / total;
    return `WHEN ${uniform} < ${below.toFixed(6)} THEN ${sqlText(value)}`;
  });
  if (branches.length === 0) return sqlText(values[0]?.[0] ?? '');
  return `CASE ${branches.join(' ')} ELSE ${sqlText(values.at(-1)?.[0] ?? '')} END`;
}
