import { useEffect, useState } from 'preact/hooks';
import type { Overview } from '../../questions/answer.ts';
import type { Question } from '../../questions/question.ts';
import { fetchOverview } from '../api.ts';

/**
 * Fetches tiles and chart of a question that hasn't been run yet, if the source has metrics, which cost
 * nothing to read.
 */
export function useOverview(question: Question | null, isWanted: boolean): Overview | null {
  const [overview, setOverview] = useState<Overview | null>(null);
  const asked = isWanted && question?.filters.length === 0 ? JSON.stringify(question) : null;
  useEffect(() => {
    setOverview(null);
    if (asked === null) return;
    const stop = new AbortController();
    fetchOverview(JSON.parse(asked) as Question, stop.signal)
      .then(setOverview)
      // Without metrics, the page shows nothing until the user clicks Run, as with filters.
      .catch(() => {});
    return () => stop.abort();
  }, [asked]);
  return overview;
}
