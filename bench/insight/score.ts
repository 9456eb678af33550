import type { Trial } from './windows.ts';

/** Scores of trials. */
export interface Scores {
  readonly plants: number;
  /** Part of the plants that are the first finding, and one of the first three. */
  readonly at1: number;
  readonly at3: number;
  /** Number of plants for which nothing was found. */
  readonly silent: number;
}

/** Returns the index of the plant among the findings; -1 if it isn't found. */
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

/** Calculates the scores of trials. */
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
