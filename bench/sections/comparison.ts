import type { Contender } from '../contenders/contender.ts';
import { DuckDb } from '../contenders/duckdb.ts';
import { Floor } from '../contenders/floor.ts';
import { Ours } from '../contenders/ours.ts';
import { type Effort, medianTimes } from '../measure/rounds.ts';
import { decimals, table } from '../report/table.ts';
import { type BenchmarkEvent, makeEvent } from '../traffic/event.ts';
import { recordsOfShape, type ShapeName } from '../traffic/shapes.ts';

/** How one contender did. */
export interface ComparisonRow {
  readonly name: string;
  readonly without: string | undefined;
  readonly milliseconds: number;
  readonly megabytesPerSecond: number;
  readonly recordsPerSecond: number;
  readonly bytesOut: number;
  /** Its time as a multiple of ours. */
  readonly ratio: number;
}

/** The contenders side by side on an event of a shape. */
export interface Comparison {
  readonly shape: ShapeName;
  readonly fields: number;
  readonly records: number;
  readonly rawBytes: number;
  readonly eventBytes: number;
  readonly rows: readonly ComparisonRow[];
}

/** Measures all contenders on a full event of a shape. */
export async function compare(shape: ShapeName, effort: Effort): Promise<Comparison> {
  const event = makeEvent(recordsOfShape(shape));
  const contenders = await makeContenders(event);
  const files: Uint8Array[] = [];
  const times = await medianTimes(
    contenders.map((contender, index) => ({
      run: async () => {
        files[index] = await contender.run(event.json);
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
    rows: contenders.map(({ name, without }, index) => {
      const milliseconds = times[index] as number;
      return {
        name,
        without,
        milliseconds,
        megabytesPerSecond: event.rawBytes / 1000 / milliseconds,
        recordsPerSecond: (event.records * 1000) / milliseconds,
        bytesOut: (files[index] as Uint8Array).length,
        ratio: milliseconds / (times[0] as number),
      };
    }),
  };
}

/** The contenders, ours first. */
async function makeContenders({ fields, json }: BenchmarkEvent): Promise<Contender[]> {
  const ours = new Ours(fields);
  return [
    ours,
    new Floor(ours.run(json)),
    await DuckDb.create(fields, 'raw'),
    await DuckDb.create(fields, 'decoded'),
  ];
}

/** The comparison as text. */
export function printComparison({
  shape,
  fields,
  records,
  rawBytes,
  eventBytes,
  rows,
}: Comparison): string[] {
  return [
    `${shape}: ${decimals(records, 0)} records of ${fields} fields and ${Math.round(rawBytes / records)} B, an event of ${decimals(eventBytes / 1e6, 2)} MB`,
    ...table(
      ['', 'ms', 'MB/s', 'records/s', 'bytes out', 'ratio'],
      rows.map((row) => [
        row.name + (row.without ? ` (without ${row.without})` : ''),
        decimals(row.milliseconds, 1),
        decimals(row.megabytesPerSecond, 0),
        decimals(row.recordsPerSecond, 0),
        decimals(row.bytesOut, 0),
        decimals(row.ratio, 2),
      ]),
    ),
  ];
}
