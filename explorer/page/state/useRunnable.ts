import { useCallback, useState } from 'preact/hooks';
import type { Question } from '../../questions/question.ts';

/** Sends a question immediately, or, if the source is billed, when the user clicks Run. */
export function useRunnable(question: Question | null, isBilled: boolean) {
  const [approved, setApproved] = useState<Question | null>(null);
  const run = useCallback(() => setApproved(question), [question]);
  const isPending = isBilled && question !== null && JSON.stringify(approved) !== JSON.stringify(question);
  return { asked: isBilled ? approved : question, isPending, run } as const;
}
