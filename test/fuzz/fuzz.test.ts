import { fuzzEvents } from '../../fuzz/events/fuzzEvents.ts';
import type { FuzzReport } from '../../fuzz/finding.ts';
import { fuzzRecords } from '../../fuzz/records/fuzzRecords.ts';

// The short form of `npm run fuzz`. A finding is thrown with the command that reproduces it.
const onProgress = () => {};

function outcomesOf({ outcomes }: FuzzReport): number[] {
  return Object.values(outcomes);
}

describe('mutated records', () => {
  it('each become a row or a quarantine entry, in files that other readers can read', async () => {
    const report = await fuzzRecords({ executions: 20_000, seed: 1, firstBatch: 0, onProgress });
    expect(report.executions).toBe(20_000);
    expect(Math.min(...outcomesOf(report))).toBeGreaterThan(0);
  });
});

it.each([
  ['records', fuzzRecords],
  ['events', fuzzEvents],
])('mutated %s stop if the progress callback throws', async (_, fuzz) => {
  const stop = jest.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('Stopped.'));
  const options = { executions: 1_000_000, seed: 1, firstBatch: 0, firstEvent: 0, onProgress: stop };
  await expect(fuzz(options)).rejects.toThrow(new Error('Stopped.'));
  expect(stop).toHaveBeenCalledTimes(2);
});

describe('mutated events', () => {
  it('result in objects in the lake or in an error of one sentence', async () => {
    const report = await fuzzEvents({ executions: 1000, seed: 1, firstEvent: 0, onProgress });
    expect(report.executions).toBe(1000);
    expect(Math.min(...outcomesOf(report))).toBeGreaterThan(0);
  });
});
