import type { Contender } from '../contenders/contender.ts';
import { checkValues, makeContenders } from '../contenders/participants.ts';
import { type Effort, measureTimes, median } from '../measure/rounds.ts';
import { decimals, formatTable } from '../report/table.ts';
import { type BenchmarkEvent, makeEvent } from '../traffic/event.ts';
import type { ShapeName } from '../traffic/shapes.ts';
import type { Comparison, ComparisonRow } from './comparisonResult.ts';
import { costPerBillion, printCosts } from './cost.ts';
import { recordsFor, type Section } from './section.ts';

/** Compares all contenders on a full event of each shape, after checking that their files have the same values. */
export const comparison: Section<Comparison[]> = {
  title: 'From JSON.parse of a full event to Parquet bytes and metrics, in one process',
  async measure(context) {
    const results: Comparison[] = [];
    for (const shape of context.shapes)
      results.push(await compare(shape, makeEvent(recordsFor(shape, context)), context.efforts.comparison));
    return results;
  },
  print: (results) => [...results.flatMap(printTimes), ...headline(results), '', ...printCosts(results)],
};

async function compare(shape: ShapeName, event: BenchmarkEvent, effort: Effort): Promise<Comparison> {
  const { contenders, absent } = await makeContenders(event);
  await checkValues(contenders, event);
  const sizes: number[] = [];
  const times = await measureTimes(
    contenders.map((contender, index) => ({
      run: async () => {
        sizes[index] = (await contender.run(event.json)).length;
      },
    })),
    effort,
  );
  for (const contender of contenders) contender.close?.();
  return {
    shape,
    fields: event.fields.length,
    records: event.records,
    rawBytes: event.rawBytes,
    eventBytes: event.json.length,
    rows: contenders.map((contender, index) =>
      toRow(contender, event, sizes[index], times[index], median(times[0])),
    ),
    absent,
  };
}

function toRow(
  { name, without, makes }: Contender,
  { records, rawBytes }: BenchmarkEvent,
  bytesOut: number,
  times: readonly number[],
  ourMilliseconds: number,
): ComparisonRow {
  const milliseconds = median(times);
  return {
    name,
    without,
    milliseconds,
    shortestMilliseconds: Math.min(...times),
    megabytesPerSecond: rawBytes / 1000 / milliseconds,
    recordsPerSecond: (records * 1000) / milliseconds,
    bytesOut,
    ratio: milliseconds / ourMilliseconds,
    cost: makes === 'no file' ? undefined : costPerBillion(milliseconds, records),
  };
}

function printTimes({ shape, fields, records, rawBytes, eventBytes, rows, absent }: Comparison): string[] {
  return [
    `${shape}: ${decimals(records, 0)} records of ${fields} fields and ${Math.round(rawBytes / records)} B, ` +
      `an event of ${decimals(eventBytes / 1e6, 2)} MB`,
    ...formatTable(
      ['', 'ms', 'shortest', 'MB/s', 'records/s', 'bytes out', 'ratio', 'without'],
      rows.map((row) => [
        row.name,
        decimals(row.milliseconds, 1),
        decimals(row.shortestMilliseconds, 1),
        decimals(row.megabytesPerSecond, 0),
        decimals(row.recordsPerSecond, 0),
        decimals(row.bytesOut, 0),
        decimals(row.ratio, 2),
        row.without ?? '',
      ]),
    ),
    ...absent,
    '',
  ];
}

/** Contenders in the headline, and the text for each. */
const rivals = {
  'DuckDB, raw text': 'times as fast as DuckDB, one thread, with raw text and without metrics',
  DuckDB: 'times as fast as DuckDB with the same work except metrics',
} as const;

/** Returns the most important results of a comparison, one per line. */
function headline(comparisons: readonly Comparison[]): string[] {
  return comparisons.flatMap(({ shape, rows }) => {
    const ratioOf = (name: string) => rows.find((row) => row.name === name)?.ratio;
    const lines = Object.entries(rivals).flatMap(([name, words]) => {
      const ratio = ratioOf(name);
      return ratio === undefined ? [] : [`${shape}: ${ratio.toFixed(2)} ${words}`];
    });
    const floor = ratioOf('floor');
    return floor === undefined ? lines : [...lines, `${shape}: ${(1 / floor).toFixed(2)} times the floor`];
  });
}
