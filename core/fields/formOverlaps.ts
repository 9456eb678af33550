import type { FormName } from './forms.ts';

/**
 * Pairs of different forms that one value can have both. Of all other pairs no value has both: by their letters,
 * their marks or their lengths, which a test holds for values of every form.
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

/** Whether a value of one form can have the other form, too. */
export function formsOverlap(one: FormName, other: FormName): boolean {
  return one === other || overlapping.some((pair) => pair.includes(one) && pair.includes(other));
}
