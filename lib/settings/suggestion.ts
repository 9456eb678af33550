/** The name that was probably meant, to complete a message: `; did you mean 'samplingRate'?`. Empty if none is near. */
export function didYouMean(given: string, names: readonly string[]): string {
  const near = nearest(given, names);
  return near === undefined ? '' : `; did you mean '${near}'?`;
}

/**
 * The name that is nearest to a given one: the same but for case and punctuation, or with few letters changed.
 *
 * @returns undefined if none is near
 */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const text = lettersOf(given);
  const ranked = names
    .map((name) => ({ name, distance: editDistance(text, lettersOf(name)) }))
    .filter(({ name, distance }) => distance <= Math.floor(Math.max(name.length, text.length) / 4))
    .toSorted((a, b) => a.distance - b.distance);
  return ranked[0]?.name;
}

function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Letters to insert, delete or replace to make one text of another (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[to.length];
}
