import type { Events, PageExplanation } from '../../questions/explanation.ts';
import { formatRate, formatShare } from '../format.ts';

/** Formats the metric's level in the selection or the baseline: a percentage, or requests per second. */
export function levelOf(explanation: PageExplanation, events: Events, isSelection: boolean): string {
  if (explanation.metric !== 'requests') return formatShare(events.k, events.n);
  return `${formatRate(levelNumber(explanation, events, isSelection))}/s`;
}

/** Returns the metric's level in the selection or the baseline: a share of requests, or requests per second. */
export function levelNumber(
  { metric, selected, lengthRatio }: PageExplanation,
  { n, k }: Events,
  isSelection: boolean,
): number {
  if (metric !== 'requests') return n === 0 ? 0 : k / n;
  return k / (((selected.to - selected.from) / 1_000) * (isSelection ? 1 : lengthRatio));
}
