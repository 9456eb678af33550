import type { Events, PageExplanation, PageFinding } from '../../questions/explanation.ts';
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

/** Whether a finding grew although the metric fell, or fell although the metric grew. It is then no part of the change. */
export function isAgainstChange(
  { metric, lengthRatio, selection, baseline }: PageExplanation,
  { direction }: PageFinding,
): boolean {
  const change =
    metric === 'requests'
      ? selection.k * lengthRatio - baseline.k
      : selection.k * baseline.n - baseline.k * selection.n;
  return direction === 'more' ? change < 0 : change > 0;
}
