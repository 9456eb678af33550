import type { PageState, TimeSpan } from '../../questions/pageState.ts';
import type { SourceMeta } from '../../sources/source.ts';
import { formatSpan } from '../format.ts';

interface EmptyNoteProps {
  readonly meta: SourceMeta;
  readonly span: TimeSpan;
  readonly state: PageState;
  readonly onChange: (change: Partial<PageState>) => void;
}

/** Says why no request is shown, with buttons that show requests again. */
export function EmptyNote({ meta, span, state, onChange }: EmptyNoteProps) {
  const hasFilters = state.filters.length > 0;
  const window = `(${formatSpan(span.from, span.to)} UTC)`;
  const isAll = state.range === 'all';
  return (
    <section class="card empty-note" aria-label="No requests">
      <p role="status">
        {hasFilters
          ? `No request in this time window ${window} matches the filters.`
          : `There are no requests in this time window ${window}.`}{' '}
        {meta.kind === 'athena'
          ? 'If you expect requests, run cfrl doctor to check the pipeline.'
          : !isAll && `All requests are from ${formatSpan(meta.from, meta.to)} UTC.`}
      </p>
      {hasFilters && (
        <button type="button" class="primary" onClick={() => onChange({ filters: [] })}>
          Clear the filters
        </button>
      )}
      {!isAll && (
        <button type="button" onClick={() => onChange({ range: 'all', brush: null, explain: null })}>
          Show the whole time
        </button>
      )}
    </section>
  );
}
