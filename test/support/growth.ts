/** Times that are measured of each size, of which the shortest counts: whatever else runs only adds to the others. */
const rounds = 3;

/** How many times as large the larger input is. */
export const times = 8;

/** Of work that grows with its input this is about `times`, with the input's square `times` times that. */
export const mostGrowth = 3 * times;

/**
 * How many times as long work takes on an input of `times` times the size.
 *
 * @param prepare makes the work on an input of a size; its own time does not count
 */
export function timeGrowth(size: number, prepare: (size: number) => () => void): number {
  const small = prepare(size);
  const large = prepare(size * times);
  large();
  return shortestTime(large) / shortestTime(small);
}

function shortestTime(work: () => void): number {
  const measured = Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...measured);
}
