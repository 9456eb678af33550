import type { EventRun } from '../children/runEvent.ts';
import { Bundles } from '../measure/bundles.ts';
import { runChild } from '../measure/childProcess.ts';
import { median } from '../measure/rounds.ts';
import { decimals, formatTable } from '../report/table.ts';
import type { ShapeName } from '../traffic/shapes.ts';
import { recordsFor, type Section } from './section.ts';

/** Calls in a process whose memory is measured, enough for V8's heap to reach its usual size. */
const callsForMemory = 30;

/** Measurements of a fresh process of the function. */
interface FreshProcess {
  readonly bundleBytesWithoutSdk: number;
  /** Time to load the consumer's bundle, and the SDK's part of it. */
  readonly loadMilliseconds: number;
  readonly sdkLoadMilliseconds: number;
  readonly shapes: readonly {
    readonly shape: ShapeName;
    readonly firstMilliseconds: number;
    readonly peakBytes: number;
    readonly peakBytesOfParsing: number;
  }[];
}

/** Measures the size of the bundle, the time to load it, the first call, and memory. */
export const freshProcess: Section<FreshProcess> = {
  title: 'In fresh processes: loading, first call and memory',
  async measure(context) {
    const bundles = new Bundles();
    try {
      const consumer = bundles.consumer();
      const files = { consumer: consumer.file, sdk: bundles.sdk(), ours: bundles.ours() };
      const { processes } = context.efforts;
      const loads = repeat(processes, () => [load(files.consumer), load(files.sdk)]);
      return {
        bundleBytesWithoutSdk: consumer.bytesWithoutSdk,
        loadMilliseconds: medianOf(loads, ([consumerLoad]) => consumerLoad),
        sdkLoadMilliseconds: medianOf(loads, ([, sdkLoad]) => sdkLoad),
        shapes: context.shapes.map((shape) => {
          const { words } = bundles.event(recordsFor(shape, context));
          const run = (task: string, calls: number) =>
            runChild<EventRun>('runEvent.ts', [files.ours, ...words, task, `${calls}`]);
          const firsts = repeat(processes, () => run('transform', 1));
          const memories = repeat(processes, () => [
            run('transform', callsForMemory).peakBytes,
            run('parse', callsForMemory).peakBytes,
          ]);
          return {
            shape,
            firstMilliseconds: medianOf(firsts, ({ firstMilliseconds }) => firstMilliseconds),
            peakBytes: medianOf(memories, ([transforming]) => transforming),
            peakBytesOfParsing: medianOf(memories, ([, parsing]) => parsing),
          };
        }),
      };
    } finally {
      bundles.remove();
    }
  },
  print: ({ bundleBytesWithoutSdk, loadMilliseconds, sdkLoadMilliseconds, shapes }) => [
    `bundle without the SDK: ${decimals(bundleBytesWithoutSdk / 1000, 1)} kB`,
    `loading the bundle: ${decimals(loadMilliseconds, 1)} ms, including ${decimals(sdkLoadMilliseconds, 1)} ms, ` +
      `the rest ${decimals(loadMilliseconds - sdkLoadMilliseconds, 1)} ms`,
    '',
    ...formatTable(
      ['', 'first call, ms', 'peak memory, MB', 'parsing only', 'difference'],
      shapes.map(({ shape, firstMilliseconds, peakBytes, peakBytesOfParsing }) => [
        shape,
        decimals(firstMilliseconds, 1),
        decimals(peakBytes / 1e6, 0),
        decimals(peakBytesOfParsing / 1e6, 0),
        decimals((peakBytes - peakBytesOfParsing) / 1e6, 0),
      ]),
    ),
  ],
};

function load(file: string): number {
  // Environment variables that the consumer requires. No service is called.
  const environment = { LAKE_BUCKET: 'bench', AWS_REGION: 'us-east-1' };
  return runChild<{ milliseconds: number }>('loadModule.ts', [file], { environment }).milliseconds;
}

function repeat<T>(times: number, run: () => T): T[] {
  return Array.from({ length: times }, run);
}

function medianOf<T>(results: readonly T[], pick: (result: T) => number): number {
  return median(results.map(pick));
}
