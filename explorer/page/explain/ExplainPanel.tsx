import { useEffect, useRef, useState } from 'preact/hooks';
import type { NamedValue, PageExplanation } from '../../questions/explanation.ts';
import type { MetricName, TimeSpan } from '../../questions/pageState.ts';
import type { Filter, FilterChange } from '../../questions/question.ts';
import { fetchExplanation } from '../api.ts';
import { BustedPathNote } from './BustedPathNote.tsx';
import { ChangeSentence } from './ChangeSentence.tsx';
import { FindingRow } from './FindingRow.tsx';

interface ExplainPanelProps {
  readonly filters: readonly Filter[];
  readonly selected: TimeSpan;
  readonly metric: MetricName;
  /** Changes when the server's requests change, which fetches the explanation again. */
  readonly version: number;
  /** One in this many requests is loaded. */
  readonly sampledOneOf: number;
  /** Whether the chart is shown, which is above this panel. */
  readonly hasChart: boolean;
  readonly labelOf: (facet: string) => string;
  /** Whether the source can filter by a facet. */
  readonly canFilter: (facet: string) => boolean;
  readonly onMetric: (metric: MetricName) => void;
  readonly onChoose: (values: readonly NamedValue[], change: FilterChange) => void;
  readonly onClose: () => void;
}

const metricLabels: readonly (readonly [MetricName, string])[] = [
  ['5xx', 'Server errors'],
  ['4xx', 'Client errors'],
  ['ttfb', 'Slow requests'],
  ['misses', 'Cache misses'],
  ['requests', 'Requests'],
];

/** Shows how a metric changed in the selection, and which groups of requests explain the change. */
export function ExplainPanel(props: ExplainPanelProps) {
  const {
    filters,
    selected,
    metric,
    version,
    sampledOneOf,
    hasChart,
    labelOf,
    canFilter,
    onMetric,
    onChoose,
    onClose,
  } = props;
  const [explanation, setExplanation] = useState<PageExplanation | null | undefined>(undefined);
  const [error, setError] = useState<string | null>(null);
  const panel = useRef<HTMLElement>(null);
  const isSettled = explanation !== undefined || error !== null;
  useEffect(() => {
    if (isSettled) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [isSettled, hasChart, selected.from, selected.to]);
  const close = () => {
    onClose();
    // Otherwise, the focus is lost with the button.
    document.querySelector<HTMLElement>('.chart-frame')?.focus({ preventScroll: true });
  };
  const asked = JSON.stringify([filters, selected, metric]);
  useEffect(() => {
    const stop = new AbortController();
    setError(null);
    fetchExplanation(filters, selected, metric, stop.signal).then(setExplanation, (problem: Error) => {
      if (!stop.signal.aborted) setError(problem.message);
    });
    return () => stop.abort();
  }, [asked, version]);
  const isCurrent =
    explanation !== undefined &&
    (explanation === null || (explanation.metric === metric && explanation.selected.from === selected.from));
  return (
    <section ref={panel} class="card explain" aria-label="What changed?">
      <header>
        <h2>What changed?</h2>
        <fieldset class="switch small" aria-label="Metric">
          {metricLabels.map(([name, label]) => (
            <button key={name} type="button" aria-pressed={name === metric} onClick={() => onMetric(name)}>
              {label}
            </button>
          ))}
        </fieldset>
        <button type="button" class="icon" aria-label="Close the explanation" onClick={close}>
          ×
        </button>
      </header>
      <div role="status">
        {error !== null && <p class="warning">{error}</p>}
        {error === null && !isCurrent && <p class="dim">Finding what these requests have in common…</p>}
        {isCurrent && explanation === null && (
          <p>There are no requests before or after the selection to compare with.</p>
        )}
        {isCurrent && explanation && (
          <>
            <ChangeSentence explanation={explanation} />
            {explanation.cacheBusting.map((busted) => (
              <BustedPathNote
                key={busted.path}
                busted={busted}
                sampledOneOf={sampledOneOf}
                onChoose={onChoose}
              />
            ))}
            {explanation.findings.length + explanation.cacheBusting.length === 0 && (
              <p class="dim">
                {filters.length === 0
                  ? 'No single value explains the change: all kinds of requests changed about equally.'
                  : 'No further value explains the change: the filtered requests changed about equally.'}
              </p>
            )}
          </>
        )}
      </div>
      {isCurrent && explanation && explanation.findings.length > 0 && (
        <ol class="findings">
          {explanation.findings.map((finding) => (
            <FindingRow
              key={JSON.stringify(finding.values)}
              finding={finding}
              explanation={explanation}
              labelOf={labelOf}
              canFilter={canFilter}
              onChoose={onChoose}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
