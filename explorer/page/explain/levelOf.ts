import type { Events, PageExplanation } from '../../questions/explanation.ts';
import { formatRate, formatShare } from '../format.ts';

/** How high the metric is in the selection or in what it is compared with: a share, or requests a second. */
export function levelOf(
  { metric, selected, lengthRatio }: PageExplanation,
  { n, k }: Events,
  isSelection: boolean,
): string {
  if (metric !== 'requests') return formatShare(k, n);
  const seconds = ((selected.to - selected.from) / 1_000) * (isSelection ? 1 : lengthRatio);
  return `${formatRate(k / seconds)}/s`;
}
