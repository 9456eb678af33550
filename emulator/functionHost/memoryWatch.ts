import { readFileSync } from 'node:fs';

const interval = 50;

/** A watch over a process's memory. */
export interface MemoryWatch {
  /** Maximum observed memory in bytes; 0 on a system without /proc. */
  readonly maximum: number;
  stop(): void;
}

/**
 * Watches the resident memory of a process, and calls `onExceeded` once when it exceeds the limit.
 *
 * @param limit limit in bytes
 */
export function watchMemory(processId: number, limit: number, onExceeded: () => void): MemoryWatch {
  let maximum = 0;
  const timer = setInterval(() => {
    maximum = Math.max(maximum, residentBytes(processId));
    if (maximum <= limit) return;
    clearInterval(timer);
    onExceeded();
  }, interval);
  timer.unref();
  return {
    get maximum() {
      return maximum;
    },
    stop: () => clearInterval(timer),
  };
}

function residentBytes(processId: number): number {
  try {
    const [, kilobytes = '0'] =
      readFileSync(`/proc/${processId}/status`, 'utf8').match(/^VmRSS:\s*(\d+)/m) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}
