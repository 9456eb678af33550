/** Asks for confirmation before Athena runs queries, because Athena bills the bytes that they scan. */
export function RunBar({
  onRun,
  hasOverview,
}: {
  readonly onRun: () => void;
  readonly hasOverview: boolean;
}) {
  return (
    <div class="run-bar card">
      <span>
        {hasOverview
          ? 'Tiles and chart come from CloudWatch metrics. Click Run to query Athena for the rest. Athena bills the bytes that it scans.'
          : 'Click Run to update the numbers below, which are for the previous filters. Athena bills the bytes that it scans.'}
      </span>
      <button type="button" class="primary" onClick={onRun}>
        Run
      </button>
    </div>
  );
}
