import { UsageError } from '../../terminal/usageError.ts';
import { requestId } from '../support/records.ts';
import { runCfrl, runInProcess } from './runInProcess.ts';

describe('cfrl find', () => {
  it.each([
    [[], "missing required argument 'REQUEST_ID'; see 'cfrl find --help'"],
    [
      ["x' OR '1'='1"],
      "expected a REQUEST_ID of 16 to 128 letters, digits, -, and _, usually ending in ==, got 'x' OR '1'='1'",
    ],
    [
      ['short=='],
      "expected a REQUEST_ID of 16 to 128 letters, digits, -, and _, usually ending in ==, got 'short=='",
    ],
    [
      ['a'.repeat(200)],
      `expected a REQUEST_ID of 16 to 128 letters, digits, -, and _, usually ending in ==, got '${'a'.repeat(200)}'`,
    ],
    [
      [requestId(1), '--around', 'yesterday'],
      "--around: expected a time such as 2026-11-20T13:05Z, got 'yesterday'",
    ],
    [
      [requestId(1), '--around', '2126-11-20T13:05'],
      '--around: expected a time in the past (UTC if it has no time zone), got 2126-11-20T13:05:00.000Z',
    ],
    [
      [requestId(1), '--arround', '2026-11-20T13:05'],
      "unknown option '--arround'; did you mean '--around'? See 'cfrl find --help'",
    ],
    [[requestId(1), requestId(2)], 'expected one REQUEST_ID, got 2'],
    [[requestId(1), '--nothing'], "unknown option '--nothing'; see 'cfrl find --help'"],
  ])('rejects %j in one sentence', async (args, message) => {
    const run = runInProcess(['find', ...args]);

    await expect(run).rejects.toThrow(new UsageError(message));
  });

  it('accepts a request ID that starts with a hyphen', async () => {
    const { status, stderr } = await runCfrl(['find', `-${requestId(1).slice(1)}`, '--region', 'eu-west-1']);

    expect(stderr).toMatch(/^expected AWS credentials, got none; sign in /);
    expect(status).toBe(1);
  });
});
