import { useEffect, useRef, useState } from 'preact/hooks';
import type { QueryAnswer } from '../../sources/source.ts';
import { runQuery } from '../api.ts';

/** The query that runs, and the result of the last one. */
export interface QueryRun {
  readonly isRunning: boolean;
  /** Result of the last query that succeeded. */
  readonly answer: QueryAnswer | null;
  /** How long it took, in milliseconds. */
  readonly milliseconds: number;
  /** Why the last query failed. */
  readonly error: string | null;
  /** Runs a query. A query that is still running is stopped. */
  readonly run: (sql: string) => Promise<void>;
  readonly stop: () => void;
  /** Stops the query, and removes its result and error. */
  readonly clear: () => void;
}

const noResult: Pick<QueryRun, 'answer' | 'milliseconds'> = { answer: null, milliseconds: 0 };

/** Runs one query at a time, and stops it when the view is closed. */
export function useQueryRun(): QueryRun {
  const [result, setResult] = useState(noResult);
  const [error, setError] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const running = useRef<AbortController | null>(null);
  const stop = () => running.current?.abort();
  useEffect(() => stop, []);

  async function run(sql: string): Promise<void> {
    stop();
    const current = new AbortController();
    running.current = current;
    const startedAt = performance.now();
    setRunning(true);
    setError(null);
    try {
      const answer = await runQuery(sql, current.signal);
      setResult({ answer, milliseconds: performance.now() - startedAt });
    } catch (problem) {
      if (!current.signal.aborted) setError((problem as Error).message);
    } finally {
      if (running.current === current) setRunning(false);
    }
  }
  function clear(): void {
    stop();
    setResult(noResult);
    setError(null);
  }
  return { isRunning, ...result, error, run, stop, clear };
}
