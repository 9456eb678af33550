import { countWork } from './countWork.ts';

/** Ratio of the larger input's size to the smaller one's. */
const times = 8;

/** Linear work grows by about `times`, quadratic work by `times * times`. */
const maxGrowth = 3 * times;

/**
 * Lists the functions whose work grows faster than their input, with both counts.
 *
 * @param size size of the smaller input; smaller counts aren't meaningful and count as this number
 * @param prepare returns the work for an input of a given size; preparing it isn't counted
 */
export function findFasterGrowth(size: number, prepare: (size: number) => () => void): string[] {
  const small = prepare(size);
  const large = prepare(size * times);
  // Grows reused buffers before anything is counted.
  large();
  small();
  const before = countWork(small);
  const after = countWork(large);
  return [...after]
    .filter(([key, count]) => count > maxGrowth * Math.max(before.get(key) ?? 0, size))
    .map(([key, count]) => `${key}: ${before.get(key) ?? 0} -> ${count}`);
}
