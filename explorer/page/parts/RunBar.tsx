/** Asks before Athena is asked: each question is billed by what it scans. */
export function RunBar({ onRun }: { readonly onRun: () => void }) {
  return (
    <div class="run-bar card">
      <span>
        Athena bills what it scans. The numbers below are of the question before until you run this one.
      </span>
      <button type="button" class="primary" onClick={onRun}>
        Run
      </button>
    </div>
  );
}
