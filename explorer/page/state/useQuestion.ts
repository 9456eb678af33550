import { useMemo } from 'preact/hooks';
import { type PageState, resolveRange, type TimeSpan } from '../../questions/pageState.ts';
import type { Question } from '../../questions/question.ts';
import type { SourceMeta } from '../../sources/source.ts';

/** Returns the shown time span and the question about it; both are null while the source has no requests. */
export function useQuestion(
  meta: SourceMeta | null,
  { range, filters }: PageState,
): { readonly span: TimeSpan | null; readonly question: Question | null } {
  const span = useMemo(
    () =>
      meta === null || meta.rows === 0 ? null : resolveRange(range, { from: meta.from, to: meta.to + 1 }),
    [meta?.from, meta?.to, meta?.rows === 0, range],
  );
  const question = useMemo(() => (span === null ? null : { ...span, filters }), [span, filters]);
  return { span, question };
}
