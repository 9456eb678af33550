import { useEffect, useRef, useState } from 'preact/hooks';
import type { NamedValue, PageExplanation } from '../../questions/explanation.ts';
import type { MetricName, TimeSpan } from '../../questions/pageState.ts';
import type { Filter, FilterChange } from '../../questions/question.ts';
import { fetchExplanation } from '../api.ts';
import { explanationKey } from '../state/useActions.ts';
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
  /** Athena explains, which bills what it reads, so only what the user requests is explained. */
  readonly isBilled: boolean;
  /** Key of the explanation that the user requested. */
  readonly approved: string | null;
  readonly onApprove: (key: string) => void;
  /** Whether the chart is shown, which is above this panel. */
  readonly hasChart: boolean;
  readonly labelOf: (facet: string) => string;
  /** Whether the source can filter by a facet. */
  readonly canFilter: (facet: string) => boolean;
  readonly onMetric: (metric: MetricName) => void;
  readonly onChoose: (values: readonly NamedValue[], change: FilterChange) => void;
  readonly onClose: () => void;
}

interface Found {
  /** Key of the question. */
  readonly key: string;
  /** Null if there are no requests to compare with. */
  readonly explanation: PageExplanation | null;
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
    isBilled,
    approved,
    onApprove,
    labelOf,
    canFilter,
    onMetric,
    onChoose,
    onClose,
  } = props;
  const [found, setFound] = useState<Found | null>(null);
  const [error, setError] = useState<string | null>(null);
  const panel = useRef<HTMLElement>(null);
  const isSettled = found !== null || error !== null;
  useEffect(() => {
    if (isSettled) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [isSettled, hasChart, selected.from, selected.to]);
  const close = () => {
    onClose();
    // Otherwise, the focus is lost with the button.
    document.querySelector<HTMLElement>('.chart-frame')?.focus({ preventScroll: true });
  };
  const asked = explanationKey(filters, selected, metric);
  const isPending = isBilled && approved !== asked;
  useEffect(() => {
    if (isPending) return;
    const stop = new AbortController();
    setError(null);
    fetchExplanation(filters, selected, metric, stop.signal).then(
      (explanation) => setFound({ key: asked, explanation }),
      (problem: Error) => {
        if (!stop.signal.aborted) setError(problem.message);
      },
    );
    return () => stop.abort();
  }, [asked, version, isPending]);
  const isCurrent = !isPending && found?.key === asked;
  const explanation = isCurrent ? found.explanation : null;
  const isEmpty = explanation !== null && metric !== 'requests' && explanation.selection.n === 0;
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
      {isPending && (
        <p>
          Athena bills the bytes that an explanation scans.{' '}
          <button type="button" class="primary" onClick={() => onApprove(asked)}>
            Explain
          </button>
        </p>
      )}
      <div role="status">
        {error !== null && <p class="warning">{error}</p>}
        {error === null && !isPending && !isCurrent && (
          <p class="dim">Finding what these requests have in common…</p>
        )}
        {isCurrent && explanation === null && (
          <p>There are no requests before or after the selection to compare with.</p>
        )}
        {isEmpty && <p>There are no requests in the selected time span.</p>}
        {explanation !== null && !isEmpty && (
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
      {explanation !== null && explanation.findings.length > 0 && (
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
