import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleFunction } from '../../bundle/bundleFunction.ts';
import { type CycleResult, runCycle } from '../../soak/cycle.ts';
import { runDestinationCycle } from '../../soak/destination/destinationCycle.ts';
import { describeBrokenDeliveries, describeBrokenPromises } from '../../soak/report.ts';
import type { PromiseName } from '../../soak/rounds/round.ts';

const folder = mkdtempSync(join(tmpdir(), 'soak-'));
const { file: bundleFile } = bundleFunction({
  entryFile: resolve(import.meta.dirname, '../../lambda/consumer/index.ts'),
  outputFolder: join(folder, 'bundle'),
});
const { file: deliveryBundle } = bundleFunction({
  entryFile: resolve(import.meta.dirname, '../../lambda/delivery/index.ts'),
  outputFolder: join(folder, 'delivery'),
});
const { signal } = new AbortController();

function run(promise: PromiseName, seed: number, shards: number): Promise<CycleResult> {
  return runCycle({
    promise,
    seed,
    records: 600,
    shards,
    faultRate: 0.1,
    bundleFile,
    folder: join(folder, promise.replaceAll(' ', '-')),
    signal,
  });
}

afterAll(() => rmSync(folder, { recursive: true }));

describe('the short soak', () => {
  it('loses nothing, has no duplicates where exactness is promised, detects all other duplicates, and delivers everything to a destination', async () => {
    const destination = runDestinationCycle({
      records: 240,
      batchSize: 60,
      seed: 2,
      faultRate: 0.25,
      bundleFile: deliveryBundle,
      folder: join(folder, 'destination'),
    });
    const results = await Promise.all([run('exact', 46, 2), run('at least once', 47, 1)]);
    const delivered = await destination;

    expect([describeBrokenDeliveries(delivered), delivered.faults.total > 3]).toEqual([[], true]);
    expect(results.flatMap(describeBrokenPromises)).toEqual([]);
    expect(results.map(({ records, faults }) => [records, faults.total > 5])).toEqual([
      [600, true],
      [600, true],
    ]);
  });
});
