import type { NumberColumn } from '../../core/columns/numberColumn.ts';
import type { TextColumn } from '../../core/columns/textColumn.ts';
import { columnName, type FieldType, findField } from '../../core/fields/catalog.ts';
import { SeriesLimit } from '../../core/metrics/seriesLimit.ts';
import { trafficColumns } from '../../core/metrics/trafficColumns.ts';
import { trafficMetrics } from '../../core/metrics/trafficMetrics.ts';
import { writeParquetFile } from '../../core/parquet/parquetFile.ts';
import type { ParquetColumn, ParquetType } from '../../core/parquet/types.ts';
import type { KinesisEvent } from '../../core/records/event.ts';
import type { FieldColumn } from '../../core/records/recordTable.ts';
import { compressPages } from '../contenders/floor.ts';
import { OurColumns } from '../contenders/ourColumns.ts';
import { Ours, seriesLimit } from '../contenders/ours.ts';
import { readPages } from '../contenders/parquetPages.ts';
import { medianTimes, type Timed } from '../measure/rounds.ts';
import { decimals, formatTable } from '../report/table.ts';
import { type BenchmarkEvent, makeEvent, now } from '../traffic/event.ts';
import type { ShapeName } from '../traffic/shapes.ts';
import { columnSteps } from './columnSteps.ts';
import { recordsFor, type Section } from './section.ts';

/** Time of one step. */
interface Step {
  readonly name: string;
  readonly milliseconds: number;
  readonly nanosecondsPerRecord: number;
}

interface ShapeSteps {
  readonly shape: ShapeName;
  readonly steps: readonly Step[];
}

/** Measures the time of each step separately. */
export const steps: Section<ShapeSteps[]> = {
  title: 'Time of each step, measured separately (indented: part of the step above)',
  async measure(context) {
    const results: ShapeSteps[] = [];
    for (const shape of context.shapes) {
      const event = makeEvent(recordsFor(shape, context));
      const named = namedSteps(event);
      const times = await medianTimes(
        named.map(([, timed]) => timed),
        context.efforts.ours,
      );
      results.push({
        shape,
        steps: named.map(([name], index) => ({
          name,
          milliseconds: times[index],
          nanosecondsPerRecord: (times[index] * 1e6) / event.records,
        })),
      });
    }
    return results;
  },
  print: (shapes) =>
    shapes.flatMap((result) => [
      result.shape,
      ...formatTable(
        ['', 'ms', 'ns per record'],
        result.steps.map(({ name, milliseconds, nanosecondsPerRecord }) => [
          name,
          decimals(milliseconds, 2),
          decimals(nanosecondsPerRecord, 0),
        ]),
      ),
      '',
    ]),
};

function namedSteps({ fields, json }: BenchmarkEvent): [name: string, timed: Timed][] {
  const event = JSON.parse(json) as KinesisEvent;
  const whole = new Ours(fields);
  const pages = readPages(whole.run(json));
  const parts = new OurColumns(fields);
  const columns = parts.read(json);
  const byField = new Map(columns.map(({ field, column }) => [field, column]));
  const traffic = trafficColumns((field) => byField.get(field));
  const rows = parts.lines.count;
  const limit = new SeriesLimit(seriesLimit);
  const parquetColumns = columns.map(parquetColumn);
  return [
    ['all together', { run: () => whole.run(json) }],
    ['JSON.parse', { run: () => JSON.parse(json) }],
    ['readEvent: base64', { run: () => parts.readEvent(event) }],
    ['lines and fields', { run: () => parts.splitLines() }],
    ['columns', { run: () => parts.readColumns() }],
    ...columnSteps(fields, parts.lines),
    [
      'Parquet file',
      { run: () => writeParquetFile(parquetColumns, { rows, compression: 'zstd', createdBy: 'bench' }) },
    ],
    ['  zstd of its pages', { run: () => compressPages(pages) }],
    ['metrics', { run: () => trafficMetrics(traffic, rows, { limit, samplingRate: 100, now }) }],
  ];
}

const numberTypes = {
  timestamp: 'timestamp',
  double: 'double',
  int: 'int32',
  bigint: 'int64',
} as const satisfies Record<Exclude<FieldType, 'string'>, ParquetType>;

function parquetColumn({ field, column }: FieldColumn): ParquetColumn {
  const name = columnName(field);
  const type = findField(field)?.type ?? 'string';
  if (type === 'string') return { name, type, column: column as TextColumn };
  return { name, type: numberTypes[type], column: column as NumberColumn };
}
