import { spawnSync } from 'node:child_process';
import { median } from './rounds.ts';

/** Resources that a process used from start to end. */
export interface ProcessUse {
  readonly wallSeconds: number;
  /** User and system CPU time of all threads. */
  readonly cpuSeconds: number;
  readonly peakMebibytes: number;
}

/**
 * Makes a process report its resource usage when it exits. On Linux, the peak is read from the process's own
 * counters, because resource usage starts with the peak of the parent process.
 */
const reportUse = `data:text/javascript,${encodeURIComponent(`
import { existsSync, readFileSync, writeSync } from 'node:fs';
process.on('exit', () => {
  const use = process.resourceUsage();
  const status = '/proc/self/status';
  const peak = existsSync(status) && /VmHWM:\\s+(\\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1];
  writeSync(2, '\\n' + JSON.stringify({ ...use, maxRSS: Number(peak || use.maxRSS) }));
});
`)}`;

/**
 * Runs a Node.js program.
 *
 * @throws Error with its output if it fails
 */
export function runProgram(words: readonly string[]): ProcessUse {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [`--import=${reportUse}`, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const wallSeconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${words[0]} failed with status ${status}: ${stderr}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(stderr.slice(stderr.lastIndexOf('\n')));
  return { wallSeconds, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMebibytes: maxRSS / 1024 };
}

/** Returns the median of each number. */
export function medianUse(uses: readonly ProcessUse[]): ProcessUse {
  return {
    wallSeconds: median(uses.map(({ wallSeconds }) => wallSeconds)),
    cpuSeconds: median(uses.map(({ cpuSeconds }) => cpuSeconds)),
    peakMebibytes: median(uses.map(({ peakMebibytes }) => peakMebibytes)),
  };
}
