/** A search. It ends when the signal is aborted. */
export type Search<T> = (signal: AbortSignal) => Promise<T | undefined>;

/**
 * Runs searches in parallel, and ends all when one of them finds something.
 *
 * @returns the first result; undefined if no search found anything
 * @throws the first error, if nothing was found and a search failed
 */
export async function findFirst<T>(
  searches: readonly Search<T>[],
  signal: AbortSignal,
): Promise<T | undefined> {
  const done = new AbortController();
  const either = AbortSignal.any([signal, done.signal]);
  let found: T | undefined;
  let failure: { readonly error: unknown } | undefined;
  await Promise.all(
    searches.map(async (search) => {
      try {
        const result = await search(either);
        if (result === undefined || found !== undefined) return;
        found = result;
        done.abort();
      } catch (error) {
        failure ??= { error };
      }
    }),
  );
  if (found === undefined && failure !== undefined) throw failure.error;
  return found;
}
