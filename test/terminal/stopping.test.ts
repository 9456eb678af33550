import { endIfStopped, waitForStop } from '../../terminal/stopping.ts';

describe('a signal to stop', () => {
  it('ends what asks for it, and nothing before', () => {
    const stop = new AbortController();
    endIfStopped(stop.signal);
    stop.abort();
    expect(() => endIfStopped(stop.signal)).toThrow(new Error('Stopped before the end.'));
  });

  it('is waited for, whether it comes later or has come', async () => {
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
