import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { output } from '../../terminal/printer.ts';
import type { Ours } from '../contenders/ours.ts';
import { peakBytes } from '../measure/peakMemory.ts';
import { median } from '../measure/rounds.ts';

/** What a fresh process finds out. */
export interface EventRun {
  /** Loading our code. */
  readonly loadMilliseconds: number;
  /** The first call, in which everything is compiled and made. */
  readonly firstMilliseconds: number;
  /** Median of the calls after half of them. */
  readonly warmMilliseconds: number;
  /** The most memory that the process ever had. */
  readonly peakBytes: number;
}

// The bundle of our way, the event's JSON, the names of its fields, what to do with it, and how often.
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
