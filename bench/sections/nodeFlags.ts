import type { EventRun } from '../children/runEvent.ts';
import { Bundles } from '../measure/bundles.ts';
import { runChild } from '../measure/childProcess.ts';
import { median } from '../measure/rounds.ts';
import { decimals, formatTable } from '../report/table.ts';
import type { ShapeName } from '../traffic/shapes.ts';
import { recordsFor, type Section } from './section.ts';

/** V8 flags that the function could use: size of the young generation, and early compilation. */
const candidates = [
  [],
  ['--max-semi-space-size=32'],
  ['--max-semi-space-size=64'],
  ['--min-semi-space-size=16'],
  ['--min-semi-space-size=32', '--max-semi-space-size=32'],
  ['--min-semi-space-size=64', '--max-semi-space-size=64'],
  ['--single-threaded-gc'],
];

const calls = 40;

/** Results with Node.js flags. */
interface FlagsRow {
  readonly shape: ShapeName;
  readonly flags: string;
  readonly firstMilliseconds: number;
  readonly warmMilliseconds: number;
  readonly peakBytes: number;
}

/** Measures what `NODE_OPTIONS` could save. */
export const nodeFlags: Section<FlagsRow[]> = {
  title: 'Time and memory with Node.js flags, each in fresh processes',
  async measure(context) {
    const bundles = new Bundles();
    try {
      const ours = bundles.ours();
      return context.shapes.flatMap((shape) => {
        const { words } = bundles.event(recordsFor(shape, context));
        const runs: EventRun[][] = candidates.map(() => []);
        for (let round = 0; round < context.efforts.processes; round++) {
          for (const [index, flags] of candidates.entries())
            runs[index]?.push(runChild('runEvent.ts', [ours, ...words, 'transform', `${calls}`], { flags }));
        }
        return candidates.map((flags, index) => toRow(shape, flags.join(' '), runs[index]));
      });
    } finally {
      bundles.remove();
    }
  },
  print: (rows) =>
    formatTable(
      ['', 'flags', 'warm, ms', 'first call, ms', 'peak memory, MB'],
      rows.map((row) => [
        row.shape,
        row.flags || 'none',
        decimals(row.warmMilliseconds, 1),
        decimals(row.firstMilliseconds, 1),
        decimals(row.peakBytes / 1e6, 0),
      ]),
    ),
};

function toRow(shape: ShapeName, flags: string, runs: readonly EventRun[]): FlagsRow {
  return {
    shape,
    flags,
    firstMilliseconds: median(runs.map((run) => run.firstMilliseconds)),
    warmMilliseconds: median(runs.map((run) => run.warmMilliseconds)),
    peakBytes: median(runs.map((run) => run.peakBytes)),
  };
}
