import { statSync } from 'node:fs';
import type { EventRun } from '../../../bench/children/runEvent.ts';
import { Bundles } from '../../../bench/measure/bundles.ts';
import { runChild } from '../../../bench/measure/childProcess.ts';
import { recordsOfShape } from '../../../bench/traffic/shapes.ts';

const bundles = new Bundles();

afterAll(() => bundles.remove());

describe('Bundles', () => {
  it('reports the size of the consumer without the SDK', () => {
    const { file, bytesWithoutSdk } = bundles.consumer();

    expect(bytesWithoutSdk).toBeGreaterThan(30_000);
    expect(bytesWithoutSdk).toBeLessThan(statSync(file).size / 2);
  });

  it('builds a bundle of only the SDK, which can be loaded', () => {
    const { milliseconds } = runChild<{ milliseconds: number }>('loadModule.ts', [bundles.sdk()], {
      environment: { AWS_REGION: 'us-east-1' },
    });

    expect(milliseconds).toBeGreaterThan(0);
  });

  it.each([
    'transform',
    'parse',
  ])('builds a bundle of the conversion that fresh processes run: %s', (task) => {
    const { words } = bundles.event(recordsOfShape('typical'));

    const run = runChild<EventRun>('runEvent.ts', [bundles.ours(), ...words, task, '2']);

    expect(Object.keys(run)).toEqual([
      'loadMilliseconds',
      'firstMilliseconds',
      'warmMilliseconds',
      'peakBytes',
    ]);
    expect(Object.values(run).every((value) => value > 0)).toBe(true);
  });
});
