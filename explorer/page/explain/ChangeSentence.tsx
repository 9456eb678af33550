import type { PageExplanation } from '../../questions/explanation.ts';
import type { MetricName } from '../../questions/pageState.ts';
import { formatMilliseconds, formatSpan } from '../format.ts';
import { levelOf } from './levelOf.ts';

const subjects: Readonly<Record<MetricName, string>> = {
  '5xx': 'Server errors',
  '4xx': 'Client errors',
  ttfb: 'Slow requests',
  misses: 'Cache misses',
  requests: 'Requests',
};

/** A sentence that says how the metric changed. */
export function ChangeSentence({ explanation }: { readonly explanation: PageExplanation }) {
  const { metric, selected, compared, selection, baseline, slowFrom } = explanation;
  return (
    <p class="change-sentence">
      <strong>{subjects[metric]}</strong>
      {slowFrom !== null && ` (first byte after more than ${formatMilliseconds(slowFrom)}, the usual p95)`}{' '}
      went from <strong>{levelOf(explanation, baseline, false)}</strong>{' '}
      <span class="dim">({formatSpan(compared.from, compared.to)})</span> to{' '}
      <strong class="now">{levelOf(explanation, selection, true)}</strong>{' '}
      <span class="dim">({formatSpan(selected.from, selected.to)})</span>.
    </p>
  );
}
