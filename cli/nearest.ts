/** Maximum number of edits between a word and its misspelling. */
const mostEdits = 2;

/**
 * Returns the known word that is most similar to a misspelled word: at most two letters are added, removed, or changed.
 * Returns undefined if no word is that similar.
 */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const ranked = words
    .map((candidate) => ({ candidate, edits: editDistance(word, candidate) }))
    .filter(({ edits, candidate }) => edits <= Math.min(mostEdits, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.edits - b.edits);
  return ranked[0]?.candidate;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (row[j] as number) + (letter === b[j] ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row.at(-1) as number;
}
