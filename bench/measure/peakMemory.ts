import { existsSync, readFileSync } from 'node:fs';

const status = '/proc/self/status';

/**
 * Returns the peak memory of this process, in bytes. On Linux, it is read from the process's own counters,
 * because resource usage starts with the peak of the parent process.
 */
export function peakBytes(): number {
  const own = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return 1024 * Number(own ?? process.resourceUsage().maxRSS);
}
