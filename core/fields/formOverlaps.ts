import type { FormName } from './forms.ts';

/**
 * Pairs of different forms that a single value can match. All other pairs exclude each other because of their letters,
 * punctuation, or lengths. A test checks this with values of every form.
 */
const overlapping: readonly (readonly [FormName, FormName])[] = [
  ['status', 'digits'],
  ['digits', 'requestId'],
  ['resultType', 'requestId'],
  ['tlsCipher', 'requestId'],
  ['distributionId', 'requestId'],
  ['edgeLocation', 'tlsCipher'],
  ['edgeLocation', 'distributionId'],
];

/** Whether one value can match both forms. */
export function formsOverlap(one: FormName, other: FormName): boolean {
  return one === other || overlapping.some((pair) => pair.includes(one) && pair.includes(other));
}
