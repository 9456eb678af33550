import type { Finding } from '../../core/insight/explanation.ts';
import type { Trial } from './windows.ts';

/** The Jaccard index from which a finding names the same requests as the plant, whatever it calls them. */
const samePart = 0.9;

/** What came of trials. */
export interface Scores {
  readonly plants: number;
  /** Part of the plants that are the first finding, and one of the first three. */
  readonly at1: number;
  readonly at3: number;
  /** Part of them that the first finding names by the planted values, instead of by others with the same requests. */
  readonly named: number;
  /** Plants for which nothing was found. */
  readonly silent: number;
}

/** Place of the plant among the findings, from 0; -1 if it is not among them. */
export function placeOfPlant(trial: Trial): number {
  return trial.explanation.findings.findIndex(
    (finding, place) =>
      finding.direction === 'more' && (isNamed(trial, finding) || (trial.overlaps[place] ?? 0) >= samePart),
  );
}

/** Whether a finding names a plant by its values, and by no others. */
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
  const places = trials.map(placeOfPlant);
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
