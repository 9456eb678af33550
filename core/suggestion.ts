/** Returns a suggestion to append to a message, such as `; did you mean 'samplingRate'?`; empty if no name is similar. */
export function didYouMean(given: string, names: readonly string[]): string {
  const near = nearest(given, names);
  return near === undefined ? '' : `; did you mean '${near}'?`;
}

/**
 * Returns the name that is most similar to a given name: it differs only in case and punctuation, or in few letters.
 *
 * @param maxEdits maximum number of letters that differ. @default - a quarter of the longer name
 * @returns undefined if no name is similar
 */
export function nearest(
  given: string,
  names: readonly string[],
  maxEdits = Number.POSITIVE_INFINITY,
): string | undefined {
  const text = lettersOf(given);
  const ranked = names
    .map((name) => ({ name, distance: editDistance(text, lettersOf(name)) }))
    .filter(
      ({ name, distance }) =>
        distance <= Math.min(maxEdits, Math.floor(Math.max(name.length, text.length) / 4)),
    )
    .toSorted((a, b) => a.distance - b.distance);
  return ranked[0]?.name;
}

function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Returns the number of letters to insert, delete, or replace to change one text to another (Levenshtein distance). */
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
