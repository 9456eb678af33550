import { spawnSync } from 'node:child_process';
import { median } from './rounds.ts';

/** What a process took from its start to its end. */
export interface ProcessUse {
  readonly wallSeconds: number;
  /** User and system time of all its threads. */
  readonly cpuSeconds: number;
  readonly peakMebibytes: number;
}

/**
 * Makes a process report at its end what it has used. On Linux the peak is that of its own memory: the resource usage
 * of a process starts with the peak of the process that started it.
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
 * @throws Error with what it printed, if it fails
 */
export function runProgram(words: readonly string[]): ProcessUse {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [`--import=${reportUse}`, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const wallSeconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`expected ${words[0]} to end well, got status ${status}: ${stderr}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(stderr.slice(stderr.lastIndexOf('\n')));
  return { wallSeconds, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMebibytes: maxRSS / 1024 };
}

/** The median of each figure. */
export function medianUse(uses: readonly ProcessUse[]): ProcessUse {
  return {
    wallSeconds: median(uses.map(({ wallSeconds }) => wallSeconds)),
    cpuSeconds: median(uses.map(({ cpuSeconds }) => cpuSeconds)),
    peakMebibytes: median(uses.map(({ peakMebibytes }) => peakMebibytes)),
  };
}
