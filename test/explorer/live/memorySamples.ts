import { readFileSync } from 'node:fs';
import type { CDPSession } from 'playwright-core';

/** Memory of a page that is live, and of its server. */
export interface MemorySample {
  /** Seconds since the page was opened. */
  readonly seconds: number;
  /** Bytes that the page's scripts keep, after a garbage collection. */
  readonly pageHeap: number;
  readonly nodes: number;
  readonly listeners: number;
  /** Resident bytes of the server's process; undefined if the system doesn't report them. */
  readonly server: number | undefined;
}

/** Measures a page through its debugging session, and a process by its id. */
export async function sampleMemory(session: CDPSession, pid: number, seconds: number): Promise<MemorySample> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { seconds, pageHeap: usedSize, nodes, listeners: jsEventListeners, server: residentBytes(pid) };
}

function residentBytes(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1_024;
  } catch {
    return undefined;
  }
}

/** What may grow from the second quarter of the samples to the last one, as a factor. */
const allowed = { pageHeap: 1.15, nodes: 1.1, listeners: 1.1, server: 1.3 } as const;

/**
 * Figures whose median grew by more than is allowed, as sentences. The first quarter warms up.
 *
 * @param isServerFull whether the server kept as much as it ever keeps from the second quarter on
 */
export function findGrowth(samples: readonly MemorySample[], isServerFull = true): string[] {
  const quarter = Math.floor(samples.length / 4);
  if (quarter < 1) throw new Error(`expected at least 4 samples, got ${samples.length}`);
  const [early, late] = [samples.slice(quarter, 2 * quarter), samples.slice(-quarter)];
  const names = (Object.keys(allowed) as (keyof typeof allowed)[]).filter(
    (name) => isServerFull || name !== 'server',
  );
  return names.flatMap((name) => {
    const [before, after] = [early, late].map((part) => median(part.flatMap((sample) => sample[name] ?? [])));
    if (before === undefined || after === undefined || after <= before * allowed[name]) return [];
    return [`${name} grew from ${before.toLocaleString('en-US')} to ${after.toLocaleString('en-US')}`];
  });
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
