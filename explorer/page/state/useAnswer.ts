import { useEffect, useState } from 'preact/hooks';
import type { BustedPath, FacetAnswer, RequestRow, Series, Totals } from '../../questions/answer.ts';
import type { Question } from '../../questions/question.ts';
import { fetchAnswer } from '../api.ts';

/** The answer received so far. Parts of the previous answer remain until the new parts arrive. */
export interface Answer {
  readonly question: Question;
  readonly series: Series | null;
  readonly totals: Totals | null;
  readonly previous: Totals | null;
  readonly facets: ReadonlyMap<string, FacetAnswer>;
  readonly cacheBusting: readonly BustedPath[];
  readonly rows: readonly RequestRow[];
  readonly milliseconds: number | null;
  readonly sampledOneOf: number;
  readonly isComplete: boolean;
  readonly error: string | null;
}

/** Sends the question whenever it changes, and ignores answers to earlier questions. */
export function useAnswer(question: Question | null, version: number): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const asked = question === null ? null : JSON.stringify(question);
  useEffect(() => {
    if (asked === null) return;
    const stop = new AbortController();
    const about = JSON.parse(asked) as Question;
    const change = (part: (before: Answer) => Partial<Answer>) =>
      setAnswer((before) => {
        const base = before ?? { ...emptyAnswer, question: about };
        return { ...base, ...part(base) };
      });
    change(() => ({ isComplete: false, error: null }));
    fetchAnswer(
      about,
      (part) => {
        if (part.part === 'series') {
          change(() => ({ question: about, series: part.series, totals: part.totals }));
        } else if (part.part === 'previous') change(() => ({ previous: part.totals }));
        else if (part.part === 'facet') {
          change(({ facets }) => ({ facets: new Map(facets).set(part.facet.facet, part.facet) }));
        } else if (part.part === 'cacheBusting') change(() => ({ cacheBusting: part.paths }));
        else if (part.part === 'requests') change(() => ({ rows: part.rows }));
        else if (part.part === 'end') {
          const { milliseconds, sampledOneOf } = part;
          change(() => ({ milliseconds, sampledOneOf, isComplete: true }));
        } else change(() => ({ error: part.message, isComplete: true }));
      },
      stop.signal,
    ).catch((error) => {
      if (!stop.signal.aborted) change(() => ({ error: (error as Error).message, isComplete: true }));
    });
    return () => stop.abort();
  }, [asked, version]);
  return answer;
}

const emptyAnswer: Omit<Answer, 'question'> = {
  series: null,
  totals: null,
  previous: null,
  facets: new Map(),
  cacheBusting: [],
  rows: [],
  milliseconds: null,
  sampledOneOf: 1,
  isComplete: false,
  error: null,
};
