import { useCallback, useState } from 'preact/hooks';
import type { Question } from '../../questions/question.ts';

/** A question that is asked at once, or if asking costs money, when the reader says so. */
export function useRunnable(question: Question | null, isBilled: boolean) {
  const [approved, setApproved] = useState<Question | null>(null);
  const run = useCallback(() => setApproved(question), [question]);
  const isPending = isBilled && question !== null && JSON.stringify(approved) !== JSON.stringify(question);
  return { asked: isBilled ? approved : question, isPending, run } as const;
}
