import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linesOf, makeEvent } from '../../bench/traffic/event.ts';
import { recordsOfShape, type ShapeName } from '../../bench/traffic/shapes.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { type LocalPipeline, startLocalPipeline } from '../../emulator/pipeline.ts';
import { sendRecords } from '../../emulator/traffic.ts';
import { throwIfStopped, waitForStop } from '../../terminal/stopping.ts';
import { JumpingClock } from '../clock.ts';
import { Pollers } from '../rounds/pollers.ts';
import { withLatencies } from './latencies.ts';

/** Write limits of a shard per second: Kinesis quotas page, 2026-11. */
const shardRecords = 1_000;
const shardBytes = 1_000_000;

/** Bytes of a random partition key, which count toward the limit. */
const keyBytes = 36;

/** A backlog to drain. */
export interface BacklogOptions {
  readonly bundleFile: string;
  readonly shape: ShapeName;
  /** How long the shard was full, in seconds. */
  readonly seconds: number;
  /** Whether the shard has the read limits of a shard on AWS. */
  readonly limitReads: boolean;
  /** Stops the drain when aborted. */
  readonly signal: AbortSignal;
}

/** Result of draining a backlog. */
export interface DrainedBacklog extends Pick<BacklogOptions, 'shape' | 'seconds' | 'limitReads'> {
  readonly records: number;
  /** Bytes of the records. */
  readonly bytes: number;
  /** Seconds from the first read to the end of the last invocation. */
  readonly drainSeconds: number;
  readonly invocations: number;
  readonly failedInvocations: number;
  readonly medianMilliseconds: number;
  /** Peak resident memory of the function, in bytes. */
  readonly peakBytes: number;
}

/** Fills one shard to its limit for a time, on a simulated clock, then drains it in real time. */
export async function drainBacklog(options: BacklogOptions): Promise<DrainedBacklog> {
  const { bundleFile, shape, seconds, limitReads, signal } = options;
  const folder = mkdtempSync(join(tmpdir(), 'realtime-logs-load-'));
  const { fields } = recordsOfShape(shape);
  const clock = new JumpingClock(Date.now() - seconds * 1000);
  const pipeline = await startLocalPipeline({
    bundleFile,
    folder,
    layouts: expectedLayouts(fields),
    shards: 1,
    environment: {},
    enforceLimits: limitReads,
    now: clock.now,
    faults: withLatencies(),
  });
  try {
    await pipeline.eventSource.stop();
    const { records, bytes } = await fill(pipeline, clock, options);
    return { shape, seconds, limitReads, records, bytes, ...(await drain(pipeline, signal)) };
  } finally {
    await pipeline.stop();
    rmSync(folder, { recursive: true });
  }
}

async function fill(
  pipeline: LocalPipeline,
  clock: JumpingClock,
  { shape, seconds, signal }: BacklogOptions,
): Promise<{ records: number; bytes: number }> {
  const lines = linesOf(makeEvent(recordsOfShape(shape)));
  const mean = lines.reduce((sum, line) => sum + line.length + 1, 0) / lines.length;
  const perSecond = Math.min(shardRecords, Math.floor(shardBytes / (mean + keyBytes)) - 1);
  let [records, bytes] = [0, 0];
  for (let second = 0; second < seconds; second++) {
    throwIfStopped(signal);
    const slice = Array.from({ length: perSecond }, (_, index) => lines[(records + index) % lines.length]);
    await sendRecords(slice, { ...pipeline, concurrency: 1 });
    records += slice.length;
    bytes += slice.reduce((sum, line) => sum + line.length + 1, 0);
    clock.jump(1000);
  }
  return { records, bytes };
}

async function drain(pipeline: LocalPipeline, signal: AbortSignal) {
  const durations: number[] = [];
  let [failedInvocations, peakBytes] = [0, 0];
  const pollers = new Pollers(pipeline, async (event) => {
    const result = await pipeline.invoke(event);
    durations.push(result.duration);
    peakBytes = Math.max(peakBytes, result.maximumMemory);
    if (result.functionError) failedInvocations++;
    return result;
  });
  const startedAt = performance.now();
  await pollers.start({ maximumBatchingWindowSeconds: 10, pollInterval: 1000, retryDelay: 100 });
  await Promise.race([pollers.drain(), waitForStop(signal)]);
  const drainSeconds = (performance.now() - startedAt) / 1000;
  await pollers.stop();
  throwIfStopped(signal);
  durations.sort((a, b) => a - b);
  return {
    drainSeconds,
    invocations: durations.length,
    failedInvocations,
    medianMilliseconds: durations[durations.length >> 1],
    peakBytes,
  };
}
