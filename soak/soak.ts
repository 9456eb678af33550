import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleFunction } from '../bundle/bundleFunction.ts';
import { runCommandLine } from '../terminal/commandLine.ts';
import { output } from '../terminal/printer.ts';
import { runCommand } from '../terminal/runCommand.ts';
import { type CycleResult, runCycle } from './cycle.ts';
import { type DestinationCycleResult, runDestinationCycle } from './destination/destinationCycle.ts';
import {
  describeBrokenDeliveries,
  describeBrokenPromises,
  describeCycle,
  describeDestinationCycle,
  describeDestinationFaults,
  describeResults,
} from './report.ts';
import type { PromiseName } from './rounds/round.ts';
import { type SoakOptions, soakCommand } from './soakOptions.ts';

const lambdaFolder = resolve(import.meta.dirname, '../lambda');

/** Part of a cycle's records that is also sent to a destination, which has more faults. */
const destinationShare = 0.25;

/** Maximum number of records of a cycle, because each cycle has its own stream in memory. */
const cycleRecords = 130_000;

const promises: readonly PromiseName[] = ['exact', 'at least once'];

await runCommand(async (signal) => {
  await runCommandLine(
    soakCommand((options) => soak(options, signal)),
    process.argv.slice(2),
  );
});

async function soak({ records, seed, minutes }: SoakOptions, signal: AbortSignal): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'realtime-logs-soak-'));
  const startedAt = performance.now();
  const results: CycleResult[] = [];
  const deliveries: DestinationCycleResult[] = [];
  output.line(`Seed ${seed}: ${records.toLocaleString('en-US')} records`);
  try {
    const bundle = (name: string) =>
      bundleFunction({
        entryFile: join(lambdaFolder, name, 'index.ts'),
        outputFolder: join(folder, 'bundles', name),
      }).file;
    const bundleFile = bundle('consumer');
    const deliveryBundle = bundle('delivery');
    const pairs = Math.ceil(records / promises.length / cycleRecords);
    for (let pair = 0; pair < pairs && performance.now() - startedAt < minutes * 60_000; pair++) {
      const running = promises.map(async (promise, index) => {
        const cycleStartedAt = performance.now();
        const result = await runCycle({
          promise,
          records: Math.ceil(records / pairs / promises.length),
          seed: seed + pair * promises.length + index,
          bundleFile,
          folder: join(folder, `${pair}-${index}`),
          signal,
        });
        output.line(describeCycle(result, (performance.now() - cycleStartedAt) / 1000));
        return result;
      });
      await Promise.allSettled(running);
      results.push(...(await Promise.all(running)));
      const startedDeliveryAt = performance.now();
      const delivered = await runDestinationCycle({
        records: Math.ceil((records / pairs / promises.length) * destinationShare),
        seed: seed + pair,
        bundleFile: deliveryBundle,
        folder: join(folder, `${pair}-destination`),
      });
      output.line(describeDestinationCycle(delivered, (performance.now() - startedDeliveryAt) / 1000));
      deliveries.push(delivered);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  output.lines(['', ...describeResults(results), '', ...describeDestinationFaults(deliveries), '']);
  const broken = [
    ...results.flatMap((result) =>
      describeBrokenPromises(result).map((sentence) => `${result.promise}: ${sentence}`),
    ),
    ...deliveries.flatMap(describeBrokenDeliveries).map((sentence) => `direct destination: ${sentence}`),
  ];
  if (broken.length > 0) {
    throw new Error(
      `Broken promises: ${broken.join('; ')}. To reproduce, run: npm run soak -- --records ${records} --seed ${seed}`,
    );
  }
}
