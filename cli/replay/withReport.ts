import { ProgressBar } from '../../terminal/progressBar.ts';

/** What is printed of a replay, and how many objects could not be replayed. */
export interface Reported {
  readonly print: () => void;
  readonly failures: () => number;
}

/** Replays with a progress bar, prints what was done also after an error, and fails if something was not replayed. */
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
    throw new Error('stopped; the objects replayed so far are marked, and the same command replays the rest');
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
