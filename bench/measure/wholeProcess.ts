import { spawnSync } from 'node:child_process';
import { median } from './rounds.ts';

/** What a process took from its start to its end. */
export interface ProcessUse {
  readonly wallSeconds: number;
  /** User and system time of all its threads. */
  readonly cpuSeconds: number;
  readonly peakMebibytes: number;
}

/** Makes a process say, at its end, what it has used. */
const sayUse = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(2, '\\n' + JSON.stringify(process.resourceUsage())));",
)}`;

/**
 * Runs a Node.js program.
 *
 * @throws Error with what it said, if it fails
 */
export function runProgram(words: readonly string[]): ProcessUse {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [`--import=${sayUse}`, ...words], {
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
