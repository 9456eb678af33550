import { readFileSync } from 'node:fs';
import type { CDPSession } from 'playwright-core';

/** Memory of a live page and its server. */
export interface MemorySample {
  /** Time since the page was opened, in seconds. */
  readonly seconds: number;
  /** Bytes in use by the page's scripts after a garbage collection. */
  readonly pageHeap: number;
  readonly nodes: number;
  readonly listeners: number;
  /** Resident bytes of the server's process; undefined if the system doesn't report them. */
  readonly server: number | undefined;
}

/** Maximum number of garbage collections of a sample. */
const maxCollections = 10;

/** Measures a page with its debugging session, and a process by its id. */
export async function sampleMemory(session: CDPSession, pid: number, seconds: number): Promise<MemorySample> {
  const { nodes, jsEventListeners } = await countLeftNodes(session);
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return { seconds, pageHeap: usedSize, nodes, listeners: jsEventListeners, server: residentBytes(pid) };
}

/**
 * Collects garbage until no more nodes are freed. One collection isn't always enough: nodes that the page no longer shows
 * are kept until the browser has drawn the next frame.
 */
async function countLeftNodes(session: CDPSession) {
  let min = Number.POSITIVE_INFINITY;
  for (let collection = 1; ; collection++) {
    await session.send('Runtime.evaluate', { expression: nextFrame, awaitPromise: true });
    await session.send('HeapProfiler.collectGarbage');
    const counters = await session.send('Memory.getDOMCounters');
    if (counters.nodes >= min || collection === maxCollections) return counters;
    min = counters.nodes;
  }
}

/** Expression that waits until the page has drawn a frame. */
const nextFrame = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))';

function residentBytes(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1_024;
  } catch {
    return undefined;
  }
}

/** Allowed growth from the second quarter of the samples to the last one, as a factor. */
const allowed = { pageHeap: 1.15, nodes: 1.1, listeners: 1.1, server: 1.3 } as const;

/**
 * Returns sentences about the values whose median grew by more than the allowed factor. The first quarter is
 * for warming up.
 *
 * @param isServerFull whether the server's memory reached its maximum by the second quarter
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
