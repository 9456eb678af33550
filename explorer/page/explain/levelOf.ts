import type { Events, PageExplanation } from '../../questions/explanation.ts';
import { formatRate, formatShare } from '../format.ts';

/** Formats the metric's level in the selection or the baseline: a percentage, or requests per second. */
export function levelOf(
  { metric, selected, lengthRatio }: PageExplanation,
  { n, k }: Events,
  isSelection: boolean,
): string {
  if (metric !== 'requests') return formatShare(k, n);
  const seconds = ((selected.to - selected.from) / 1_000) * (isSelection ? 1 : lengthRatio);
  return `${formatRate(k / seconds)}/s`;
}
