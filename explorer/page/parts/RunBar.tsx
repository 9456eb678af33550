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
          ? 'Tiles and chart come from CloudWatch metrics. Run asks Athena for the rest, which bills what it scans.'
          : 'Athena bills what it scans. The numbers below are of the question before until you run this one.'}
      </span>
      <button type="button" class="primary" onClick={onRun}>
        Run
      </button>
    </div>
  );
}
