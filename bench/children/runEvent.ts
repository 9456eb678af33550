import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { output } from '../../terminal/printer.ts';
import type { Ours } from '../contenders/ours.ts';
import { median } from '../measure/rounds.ts';

/** Measurements of a fresh process. Times are in milliseconds. */
export interface EventRun {
  /** Time to load the code. */
  readonly loadMilliseconds: number;
  /** Time of the first call, which includes compilation and initialization. */
  readonly firstMilliseconds: number;
  /** Median time of the second half of the calls. */
  readonly warmMilliseconds: number;
  /** Peak memory of the process, in bytes. */
  readonly peakBytes: number;
}

// Arguments: bundle, file with the event's JSON, names of its fields, task, and number of calls.
const [bundle = '', eventFile = '', fields = '', task = 'transform', calls = '1'] = process.argv.slice(2);
const json = readFileSync(eventFile, 'latin1');
const require = createRequire(import.meta.url);

const start = performance.now();
const loaded = require(bundle) as { Ours: typeof Ours };
const loadMilliseconds = performance.now() - start;

let ours: Ours | undefined;
const times = Array.from({ length: Number(calls) }, () => {
  const callStart = performance.now();
  if (task === 'parse') {
    JSON.parse(json);
  } else {
    ours ??= new loaded.Ours(fields.split(','));
    ours.run(json);
  }
  return performance.now() - callStart;
});
const run: EventRun = {
  loadMilliseconds,
  firstMilliseconds: times[0],
  warmMilliseconds: median(times.slice(times.length >>> 1)),
  peakBytes: peakBytes(),
};
output.line(JSON.stringify(run));

/**
 * Returns the peak memory of this process, in bytes. On Linux, it is read from the process's own counters,
 * because resource usage starts with the peak of the parent process.
 */
function peakBytes(): number {
  const status = '/proc/self/status';
  const own = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return 1024 * Number(own ?? process.resourceUsage().maxRSS);
}
