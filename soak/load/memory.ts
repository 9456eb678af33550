import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withCardinality } from '../../bench/traffic/cardinality.ts';
import { makeEvent } from '../../bench/traffic/event.ts';
import type { Records } from '../../bench/traffic/exampleRecords.ts';
import { recordsOfShape } from '../../bench/traffic/shapes.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { type LocalPipeline, startLocalPipeline } from '../../emulator/pipeline.ts';
import { throwIfStopped } from '../../terminal/stopping.ts';
import { withLatencies } from './latencies.ts';
import { withProcessorShare } from './processorShare.ts';

/** Memory settings to measure, in MB. */
export const memorySizes = [192, 256, 384, 512, 1024, 1769, 3008] as const;

/** Invocations of a process at each setting, enough for V8's heap to reach its usual size. */
const invocations = 40;

/** Number of different values: the maximum number of records in an event. */
const allDifferent = { uris: 1_000_000, agents: 1_000_000, addresses: 100_000 };

/** Memory and duration of the function at a memory setting. */
export interface MemoryUse {
  readonly traffic: string;
  readonly memoryMegabytes: number;
  readonly records: number;
  readonly failed: number;
  /** Peak resident memory, in bytes. */
  readonly peakBytes: number;
  /** Median duration of warm invocations, including the latencies of S3 and CloudWatch. */
  readonly medianMilliseconds: number;
  /** Duration of a process's first invocation, without its start. */
  readonly firstMilliseconds: number;
}

/** Invokes the function with the largest events at several memory settings. */
export async function measureMemory(bundleFile: string, signal: AbortSignal): Promise<MemoryUse[]> {
  const uses: MemoryUse[] = [];
  const full = recordsOfShape('full');
  const traffics: Record<string, Records> = {
    typical: recordsOfShape('typical'),
    full,
    'full, all values different': withCardinality(full, allDifferent),
  };
  for (const [traffic, records] of Object.entries(traffics)) {
    uses.push(...(await measureTraffic(bundleFile, traffic, records, signal)));
  }
  return uses;
}

async function measureTraffic(
  bundleFile: string,
  traffic: string,
  records: Records,
  signal: AbortSignal,
): Promise<MemoryUse[]> {
  const folder = mkdtempSync(join(tmpdir(), 'realtime-logs-load-'));
  const event = makeEvent(records);
  const pipeline = await startLocalPipeline({
    bundleFile,
    folder,
    layouts: expectedLayouts(records.fields),
    environment: {},
    faults: withLatencies(),
  });
  try {
    const uses: MemoryUse[] = [];
    for (const memoryMegabytes of memorySizes) {
      pipeline.host.update({ memoryMegabytes });
      const use = await withProcessorShare(pipeline.host, memoryMegabytes, () =>
        invokeOften(pipeline, event.json, signal),
      );
      uses.push({ traffic, memoryMegabytes, records: event.records, ...use });
    }
    return uses;
  } finally {
    await pipeline.stop();
    rmSync(folder, { recursive: true });
  }
}

async function invokeOften(pipeline: LocalPipeline, event: string, signal: AbortSignal) {
  const durations: number[] = [];
  let [failed, peakBytes] = [0, 0];
  for (let invocation = 0; invocation < invocations; invocation++) {
    throwIfStopped(signal);
    const { duration, functionError, maximumMemory } = await pipeline.invoke(event);
    if (functionError) failed++;
    durations.push(duration);
    peakBytes = Math.max(peakBytes, maximumMemory);
  }
  const [firstMilliseconds, ...warm] = durations;
  warm.sort((a, b) => a - b);
  return { failed, peakBytes, firstMilliseconds, medianMilliseconds: warm[warm.length >> 1] };
}
