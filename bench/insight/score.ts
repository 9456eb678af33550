import type { Trial } from './windows.ts';

/** What came of trials. */
export interface Scores {
  readonly plants: number;
  /** Part of them that are the first finding, and one of the first three. */
  readonly at1: number;
  readonly at3: number;
  /** Plants for which nothing was found. */
  readonly silent: number;
}

/** Place of the plant among the findings, from 0; -1 if it is not among them. */
export function placeOfPlant({ plant, explanation }: Trial): number {
  if (plant === undefined) return -1;
  return explanation.findings.findIndex(({ direction, values, same }) => {
    const named = [...values, ...same];
    const isNamed = plant.values.every((wanted) =>
      named.some(({ facet, value }) => facet === wanted.facet && value === wanted.value),
    );
    return direction === 'more' && isNamed && values.length === plant.values.length;
  });
}

/** Adds trials up. */
export function scoreTrials(trials: readonly Trial[]): Scores {
  const places = trials.map(placeOfPlant);
  const part = (count: number) => (trials.length === 0 ? 0 : count / trials.length);
  return {
    plants: trials.length,
    at1: part(places.filter((place) => place === 0).length),
    at3: part(places.filter((place) => place >= 0 && place < 3).length),
    silent: trials.filter(({ explanation }) => explanation.findings.length === 0).length,
  };
}
