import { existsSync, readFileSync } from 'node:fs';

const status = '/proc/self/status';

/**
 * The most memory that this process has had, in bytes. On Linux it is read from the process's own counters: its resource
 * usage starts with the peak of the process that started it.
 */
export function peakBytes(): number {
  const own = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return 1024 * Number(own ?? process.resourceUsage().maxRSS);
}
