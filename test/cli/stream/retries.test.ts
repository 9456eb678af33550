import { callWithRetries } from '../../../cli/stream/retries.ts';
import { ManualClock } from './manualClock.ts';

/** Calls what fails once with an error, and returns the number of calls. */
async function callsUntilSuccess(error: Error): Promise<number> {
  const clock = new ManualClock('2026-11-20T13:00:00Z');
  let calls = 0;
  return callWithRetries({ clock, signal: new AbortController().signal }, async () => {
    if (++calls === 1) throw error;
    return calls;
  });
}

describe('callWithRetries', () => {
  it.each([
    ['ERR_HTTP2_INVALID_SESSION', 'The session has been destroyed'],
    ['ERR_HTTP2_STREAM_ERROR', 'Stream closed with error code NGHTTP2_ENHANCE_YOUR_CALM'],
    ['ECONNRESET', 'read ECONNRESET'],
  ])('calls again after %s', async (code, message) => {
    expect(await callsUntilSuccess(Object.assign(new Error(message), { code }))).toBe(2);
  });

  it('throws what no retry fixes, such as an endpoint without HTTP/2', async () => {
    const error = Object.assign(new Error('Protocol error'), { code: 'ERR_HTTP2_ERROR' });
    await expect(callsUntilSuccess(error)).rejects.toBe(error);
  });
});
