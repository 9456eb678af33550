import { setTimeout } from 'node:timers/promises';
import type { FunctionHost } from '../../emulator/functionHost/functionHost.ts';

/** Memory setting at which Lambda provides one full vCPU, in MB. */
const wholeProcessor = 1769;

/** Period in which the function gets its share of CPU time, in milliseconds. */
const period = 50;

/** Runs an action while the function only has the CPU time that Lambda provides at a memory setting. */
export async function withProcessorShare<T>(
  host: FunctionHost,
  memoryMegabytes: number,
  run: () => Promise<T>,
): Promise<T> {
  const share = memoryMegabytes / wholeProcessor;
  if (share >= 1) return run();
  const done = new AbortController();
  const sharing = alternate(host, share, done.signal);
  try {
    return await run();
  } finally {
    done.abort();
    await sharing;
  }
}

async function alternate(host: FunctionHost, share: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    host.suspend();
    await setTimeout(period * (1 - share));
    host.resume();
    await setTimeout(period * share);
  }
}
