interface RunBarProps {
  readonly onRun: () => void;
  /** Whether tiles and chart are shown from metrics. */
  readonly hasOverview: boolean;
  /** Whether the answer to an earlier question is shown. */
  readonly hasAnswer: boolean;
}

/** Asks for confirmation before Athena runs queries, because Athena bills the bytes that they scan. */
export function RunBar({ onRun, hasOverview, hasAnswer }: RunBarProps) {
  return (
    <div class="run-bar card">
      <span>
        {hasOverview
          ? 'Tiles and chart come from CloudWatch metrics. Click Run to query Athena for the rest. Athena bills the bytes that it scans.'
          : hasAnswer
            ? 'Click Run to update the numbers below, which are for the previous filters. Athena bills the bytes that it scans.'
            : 'Click Run to query the requests of this time window. Athena bills the bytes that it scans.'}
      </span>
      <button type="button" class="primary" onClick={onRun}>
        Run
      </button>
    </div>
  );
}
