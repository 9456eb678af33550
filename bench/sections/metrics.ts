import { SeriesLimit } from '../../core/metrics/seriesLimit.ts';
import { trafficColumns } from '../../core/metrics/trafficColumns.ts';
import { trafficMetrics } from '../../core/metrics/trafficMetrics.ts';
import { OurColumns } from '../contenders/ourColumns.ts';
import { Ours, seriesLimit } from '../contenders/ours.ts';
import { medianTimes } from '../measure/rounds.ts';
import { decimals, formatTable } from '../report/table.ts';
import { linesOf, makeEvent, now } from '../traffic/event.ts';
import type { Records } from '../traffic/exampleRecords.ts';
import type { ShapeName } from '../traffic/shapes.ts';
import { type PercentileErrors, percentileErrors, percentiles } from './percentileError.ts';
import { recordsFor, type Section, type SectionContext } from './section.ts';

/** Cost and accuracy of metrics. */
interface MetricsResult {
  readonly costs: readonly {
    readonly shape: ShapeName;
    /** Number of metric data from a full event. */
    readonly data: number;
    /** Nanoseconds per record: the time with metrics minus the time without. */
    readonly byDifference: number;
    /** Nanoseconds per record for calculating metrics from existing columns. */
    readonly alone: number;
  }[];
  readonly errors: readonly PercentileErrors[];
}

/** Measures the cost of metrics, and the error of their percentiles. */
export const metrics: Section<MetricsResult> = {
  title: 'Metrics: nanoseconds per record, and the error of percentiles',
  async measure(context) {
    const costs: MetricsResult['costs'][number][] = [];
    for (const shape of context.shapes) {
      const { fields, json, records } = makeEvent(recordsFor(shape, context));
      const withMetrics = new Ours(fields);
      const without = new Ours(fields, { metrics: false });
      const alone = metricsAlone(fields, json);
      const [all = 0, less = 0, own = 0] = await medianTimes(
        [{ run: () => withMetrics.run(json) }, { run: () => without.run(json) }, { run: alone }],
        context.efforts.ours,
      );
      const nanoseconds = (milliseconds: number) => (milliseconds * 1e6) / records;
      costs.push({
        shape,
        data: alone(),
        byDifference: nanoseconds(all - less),
        alone: nanoseconds(own),
      });
    }
    return { costs, errors: percentileErrors(context.shapes.map((shape) => recordsOfEvent(shape, context))) };
  },
  print: ({ costs, errors }) => [
    ...formatTable(
      ['', 'data per event', 'by difference, ns', 'alone, ns'],
      costs.map(({ shape, data, byDifference, alone }) => [
        shape,
        decimals(data, 0),
        decimals(byDifference, 0),
        decimals(alone, 0),
      ]),
    ),
    '',
    ...formatTable(
      ['error in %', 'values', ...percentiles.map((percentile) => `p${percentile}`), 'worst of all'],
      errors.map((row) => [
        row.of,
        decimals(row.distinct, 0),
        ...[...row.errors, row.largest].map((error) => decimals(error * 100, 2)),
      ]),
    ),
  ],
};

/** Returns the records of a full event, with the event's times. */
function recordsOfEvent(shape: ShapeName, context: SectionContext): Records & { readonly of: string } {
  const event = makeEvent(recordsFor(shape, context));
  return { of: shape, fields: event.fields, rows: linesOf(event).map((line) => line.split('\t')) };
}

/** Returns a function that calculates metrics from an event's columns, and returns their number. */
function metricsAlone(fields: readonly string[], json: string): () => number {
  const columns = new Map(new OurColumns(fields).read(json).map(({ field, column }) => [field, column]));
  const traffic = trafficColumns((field) => columns.get(field));
  const rows = traffic.timestamp?.rows ?? 0;
  const limit = new SeriesLimit(seriesLimit);
  return () => trafficMetrics(traffic, rows, { limit, samplingRate: 100, now }).length;
}
