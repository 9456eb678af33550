import { ProgressBar } from '../../terminal/progressBar.ts';

/** Prints the report of a replay, and counts the objects that could not be replayed. */
export interface Reported {
  readonly print: () => void;
  readonly failures: () => number;
}

/** Replays with a progress bar, prints a report even after an error, and fails if an object was not replayed. */
export async function withReport(
  signal: AbortSignal,
  replay: (onProgress: (done: number, found: number) => void) => Promise<unknown>,
  { print, failures }: Reported,
): Promise<void> {
  const bar = new ProgressBar();
  try {
    await replay((done, found) => bar.update({ share: done / found, text: `${done} of ${found} objects` }));
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Error('stopped; replayed objects are marked, and the same command replays the rest');
  } finally {
    bar.end();
    print();
  }
  const failed = failures();
  if (failed > 0) {
    throw new Error(
      `${failed} ${failed === 1 ? 'object' : 'objects'} could not be replayed, see above; nothing was deleted`,
    );
  }
}
