import { throwIfStopped, waitForStop } from '../../terminal/stopping.ts';

describe('a signal to stop', () => {
  it('makes endIfStopped throw only after it is aborted', () => {
    const stop = new AbortController();
    throwIfStopped(stop.signal);
    stop.abort();
    expect(() => throwIfStopped(stop.signal)).toThrow(new Error('Stopped before the end.'));
  });

  it('can be awaited before and after it is aborted', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const waiting = waitForStop(stop.signal).then(() => seen.push('stopped'));
    await Promise.resolve();
    seen.push('going on');
    stop.abort();
    await waiting;
    await waitForStop(stop.signal);
    expect(seen).toEqual(['going on', 'stopped']);
  });
});
