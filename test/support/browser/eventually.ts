/** Milliseconds between attempts. */
const pause = 25;

/**
 * Reads a value repeatedly until it is the expected one, and compares it, so that a failure shows the last
 * value.
 */
export async function eventually<T>(look: () => Promise<T>, expected: T, tries = 12_000): Promise<void> {
  const wanted = JSON.stringify(expected);
  for (let left = tries; left > 0; left--) {
    if (JSON.stringify(await look()) === wanted) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  expect(await look()).toEqual(expected);
}
