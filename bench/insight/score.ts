import type { Finding } from '../../core/insight/explanation.ts';
import type { Trial } from './windows.ts';

/** Minimum Jaccard index for a finding to select the same requests as the plant, regardless of its values. */
const samePart = 0.9;

/** Scores of trials. */
export interface Scores {
  readonly plants: number;
  /** Part of the plants that are the first finding, and one of the first three. */
  readonly at1: number;
  readonly at3: number;
  /**
   * Part of the plants whose first finding has the planted values, instead of other values with the same
   * requests.
   */
  readonly named: number;
  /** Number of plants for which nothing was found. */
  readonly silent: number;
}

/** Returns the index of the plant among the findings; -1 if it isn't found. */
export function indexOfCause(trial: Trial): number {
  return trial.explanation.findings.findIndex(
    (finding, place) =>
      finding.direction === 'more' && (isNamed(trial, finding) || (trial.overlaps[place] ?? 0) >= samePart),
  );
}

/** Returns whether a finding has exactly the values of a plant. */
function isNamed({ plant }: Trial, { values, same }: Finding): boolean {
  const named = [...values, ...same];
  return (
    plant?.values.length === values.length &&
    plant.values.every((wanted) =>
      named.some(({ facet, value }) => facet === wanted.facet && value === wanted.value),
    )
  );
}

/** Calculates the scores of trials. */
export function scoreTrials(trials: readonly Trial[]): Scores {
  const places = trials.map(indexOfCause);
  const part = (count: number) => (trials.length === 0 ? 0 : count / trials.length);
  return {
    plants: trials.length,
    at1: part(places.filter((place) => place === 0).length),
    at3: part(places.filter((place) => place >= 0 && place < 3).length),
    named: part(
      trials.filter((trial) => {
        const [first] = trial.explanation.findings;
        return first?.direction === 'more' && isNamed(trial, first);
      }).length,
    ),
    silent: trials.filter(({ explanation }) => explanation.findings.length === 0).length,
  };
}
